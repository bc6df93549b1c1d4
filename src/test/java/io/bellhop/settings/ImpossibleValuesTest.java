package io.bellhop.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A value that cannot be is refused in a line that has the setting, the value and what would be possible. */
class ImpossibleValuesTest {

    private static final KnownSettings KNOWN = new KnownSettings(Mappings.ALL);

    /** Below and above its range, and no such thing at all, of every setting. */
    static Stream<Arguments> impossible() {
        return Mappings.ALL.stream()
                .flatMap(mapping -> Setting.of(mapping)
                        .filter(setting -> !setting.name().contains("<"))
                        .flatMap(
                                setting -> values(setting).map(value -> Arguments.of(mapping, setting.name(), value))));
    }

    private static Stream<String> values(Setting setting) {
        if (setting.type().isEnum()) {
            return Stream.of("no-such-thing");
        }
        return Kind.of(setting.type()).stream()
                .flatMap(kind -> {
                    Range range = setting.bounds();
                    BigDecimal little =
                            kind == Kind.COUNT || kind == Kind.SIZE ? BigDecimal.ONE : new BigDecimal("0.0001");
                    String below = text(kind, kind.min(range).subtract(little));
                    String above = text(kind, kind.max(range).add(little));
                    String between = range == null || range.step().isEmpty()
                            ? above
                            : text(kind, kind.min(range).add(little));
                    return Stream.of(below, above, between, "some", "-1", "99999999999999999999");
                })
                .distinct();
    }

    private static String text(Kind kind, BigDecimal amount) {
        return kind == Kind.TIME
                ? Duration.ofNanos(amount.movePointRight(9).longValue()).toString()
                : amount.toPlainString();
    }

    @ParameterizedTest(name = "{1}={2}")
    @MethodSource("impossible")
    void isRefusedInOneLine(Class<?> mapping, String name, String value) {
        ConfigValidationException refused =
                catchThrowableOfType(ConfigValidationException.class, () -> read(mapping, Map.of(name, value)));

        assertThat(new Faults(KNOWN).of(refused))
                .singleElement()
                .asString()
                .startsWith(name + " is ")
                .contains(", but is ")
                .doesNotContain("SRCFG")
                .hasSizeLessThan(300);
    }

    @Test
    void everyFaultIsToldAtOnce() {
        Map<String, String> values = Map.of("bellhop.event.append.max-rows", "0", "bellhop.event.retention", "12h");

        ConfigValidationException refused = catchThrowableOfType(
                ConfigValidationException.class, () -> read(io.bellhop.event.EventConfig.class, values));

        assertThat(new Faults(KNOWN).of(refused))
                .containsExactlyInAnyOrder(
                        "bellhop.event.append.max-rows is 0, but is a whole number, 1 to 10000",
                        "bellhop.event.retention is 12h, but is a time, as 500ms, 30s or 7d, 1d to 3650d in steps of 1d");
    }

    @Test
    void whatIsOursIsSaidOnceInOurWords() {
        Problem problem = new Problem("io.bellhop.database.UnusableDatabaseException: bellhop.database.url is not");

        assertThat(new Faults(KNOWN).of(new ConfigValidationException(new Problem[] {problem, problem})))
                .containsExactly("bellhop.database.url is not");
    }

    /** Every relation that a setting declares to another, with the other so great that the two contradict. */
    static Stream<Arguments> contradictions() {
        return Mappings.ALL.stream()
                .flatMap(Setting::of)
                .flatMap(
                        setting -> setting.others().stream().map(other -> Arguments.of(setting.name(), other.value())));
    }

    @ParameterizedTest(name = "{0} below {1}")
    @MethodSource("contradictions")
    void aContradictionNamesBoth(String name, String other) {
        Setting greater = KNOWN.named(other).orElseThrow();
        Kind kind = Kind.of(greater.type()).orElseThrow();
        String most = text(kind, kind.max(greater.bounds()));

        assertThat(KNOWN.contradictions(readAll(Map.of(other, most))))
                .anySatisfy(line -> assertThat(line).startsWith(name + " is ").contains(other + ", which is "));
        assertThat(KNOWN.contradictions(readAll(Map.of()))).isEmpty();
    }

    @Test
    void partOfADayIsNoRetention() {
        ConfigValidationException refused = catchThrowableOfType(
                ConfigValidationException.class,
                () -> read(io.bellhop.event.EventConfig.class, Map.of("bellhop.event.retention", "36h")));

        assertThat(new Faults(KNOWN).of(refused))
                .singleElement()
                .asString()
                .startsWith("bellhop.event.retention is 36h");
    }

    @Test
    void whatTheFrameworkCutsOffIsNotPromised() {
        Map<String, String> framework =
                Map.of("quarkus.http.limits.max-body-size", "64M", "quarkus.http.idle-timeout", "60s");

        assertThat(contradictions(framework, "bellhop.ingress.max-body", "65M"))
                .containsExactly(
                        "bellhop.ingress.max-body is 65M, but is at most quarkus.http.limits.max-body-size, which is 64M");
        assertThat(contradictions(framework, "bellhop.stream.heartbeat", "1m"))
                .containsExactly(
                        "bellhop.stream.heartbeat is 1m, but is less than quarkus.http.idle-timeout, which is 1m");
        assertThat(contradictions(framework, "bellhop.ingress.max-body", "64M")).isEmpty();
        assertThat(contradictions(Map.of("quarkus.http.idle-timeout", "0s"), "bellhop.stream.heartbeat", "5m"))
                .isEmpty();
    }

    private static List<String> contradictions(Map<String, String> framework, String name, String value) {
        Map<String, String> values = new HashMap<>(framework);
        values.put(name, value);
        // What waits, or is being read, has to have room for one.
        values.put("bellhop.ingress.max-reading", "128M");
        values.put("bellhop.event.append.queue-bytes", "128M");
        return KNOWN.contradictions(readAll(values));
    }

    @Test
    void aSwitchThatIsNeitherOnNorOffIsNoNo() {
        assertThat(KNOWN.unclear(readAll(Map.of("bellhop.delivery.allow-http", "ture")), Set.of()))
                .containsExactly("bellhop.delivery.allow-http is \"ture\", but is true or false");
        assertThat(KNOWN.unclear(readAll(Map.of("bellhop.delivery.allow-http", "Yes")), Set.of()))
                .isEmpty();
    }

    @Test
    void neitherIsThatOfASource() {
        SmallRyeConfig config =
                readAll(Map.of("bellhop.sources.roomz.provider", "roomz", "bellhop.sources.roomz.active", "ture"));

        assertThat(KNOWN.unclear(config, Set.of("roomz")))
                .containsExactly("bellhop.sources.roomz.active is \"ture\", but is true or false");
    }

    /** No setting of a source has bounds yet: the first that has is held to them. */
    @ConfigMapping(prefix = "bellhop.trial")
    interface Trial {

        @WithParentName
        Map<String, One> byName();

        interface One {

            @WithDefault("1")
            @Range(max = "3")
            int places();
        }
    }

    @Test
    void boundsHoldBelowEveryNameThatSomebodyChose() {
        Map<String, String> values = Map.of("bellhop.trial.large.places", "4", "bellhop.trial.small.places", "3");

        ConfigValidationException refused =
                catchThrowableOfType(ConfigValidationException.class, () -> read(Trial.class, values));

        assertThat(new Faults(KNOWN).of(refused))
                .containsExactly("bellhop.trial.large.places is 4, but is a whole number, 1 to 3");
    }

    @Test
    void anUnreadableValueIsToldUnderTheNameThatSomebodyChose() {
        KnownSettings trial = new KnownSettings(List.of(Trial.class));

        ConfigValidationException refused = catchThrowableOfType(
                ConfigValidationException.class, () -> read(Trial.class, Map.of("bellhop.trial.large.places", "four")));

        assertThat(new Faults(trial).of(refused))
                .containsExactly("bellhop.trial.large.places is \"four\", but is a whole number, 1 to 3");
    }

    private static SmallRyeConfig readAll(Map<String, String> values) {
        return read(Mappings.ALL, values);
    }

    private static SmallRyeConfig read(Class<?> mapping, Map<String, String> values) {
        return read(List.of(mapping), values);
    }

    private static SmallRyeConfig read(List<Class<?>> mappings, Map<String, String> values) {
        return Mappings.read(mappings)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }
}
