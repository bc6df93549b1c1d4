package io.bellhop.settings;

import io.smallrye.config.SmallRyeConfig;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All settings there are, to compare with those that somebody has set. */
public final class KnownSettings {

    /** @see org.eclipse.microprofile.config.spi.Converter */
    private static final Pattern YES_OR_NO =
            Pattern.compile("true|false|yes|no|y|n|on|off|1|0", Pattern.CASE_INSENSITIVE);

    private static final String OURS = "bellhop.";

    private final List<Setting> all;

    /** Those whose names are all there is to them. */
    private final Map<String, Setting> byName = new HashMap<>();

    /** Those that a person chooses a part of, or that may have an index. */
    private final Map<Setting, Pattern> open = new LinkedHashMap<>();

    /** @param mappings the interfaces that the framework fills */
    public KnownSettings(List<Class<?>> mappings) {
        all = mappings.stream().flatMap(Setting::of).toList();
        for (Setting setting : all) {
            byName.put(setting.name(), setting);
            if (setting.isList() || setting.hasKeys() || setting.name().contains(Setting.CHOSEN)) {
                open.put(setting, pattern(setting));
            }
        }
    }

    private static Pattern pattern(Setting setting) {
        String name = Arrays.stream(setting.name().split("\\."))
                .map(part -> part.equals(Setting.CHOSEN) ? "(\"[^\"]+\"|[^.]+)" : part.equals("*") ? ".+" : part)
                .collect(Collectors.joining("\\."));
        return Pattern.compile(name + (setting.isList() ? "(\\[\\d+])?" : ""));
    }

    /** Whether something reads a property of that name, which may be an index of a list's or a key below a setting's. */
    public boolean has(String property) {
        return named(property).isPresent();
    }

    /** The one that a property of that name is of. A start asks it of each of some two thousand names. */
    Optional<Setting> named(String property) {
        if (!property.startsWith(OURS)) {
            return Optional.empty();
        }
        return Optional.ofNullable(byName.get(property))
                .or(() -> open.entrySet().stream()
                        .filter(one -> one.getValue().matcher(property).matches())
                        .map(Map.Entry::getKey)
                        .findFirst());
    }

    /**
     * The names that something asks for.
     *
     * @param chosen the names that stand for {@code <name>}
     * @param listed those that the framework lists: where there are keys or indices, it asks for these alone
     */
    Stream<String> read(Set<String> chosen, Stream<String> listed) {
        Stream<String> always =
                all.stream().filter(setting -> !setting.hasKeys()).flatMap(setting -> setting.names(chosen));
        return Stream.concat(always, listed.filter(this::has));
    }

    /** The settings whose names begin alike, for whoever has mistyped one: of the longest beginning that there is. */
    List<String> near(String property) {
        for (String beginning = property;
                beginning.contains(".");
                beginning = beginning.substring(0, beginning.lastIndexOf('.'))) {
            String prefix = beginning + '.';
            List<String> found =
                    names().filter(name -> name.startsWith(prefix)).sorted().toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return names().map(name -> name.split("\\.")[1])
                .distinct()
                .sorted()
                .map(part -> "bellhop." + part)
                .toList();
    }

    private Stream<String> names() {
        return all.stream().filter(setting -> !setting.isInternal()).map(Setting::name);
    }

    /** Of those that the gateway gives itself: that somebody else has. */
    public List<String> setByHand(SmallRyeConfig config) {
        return all.stream()
                .filter(Setting::isInternal)
                .map(setting -> config.getConfigValue(setting.name()))
                // The framework has defaults of its own, far below whatever is set.
                .filter(value -> value.getConfigSourceOrdinal() > 0 && !DerivedSettings.hasGiven(value))
                .map(value -> value.getName() + " is set in " + value.getSourceName()
                        + ", but is for the gateway alone to set: leave it out")
                .toList();
    }

    /** Of switches: whatever is not yes would be no. @param chosen the names that stand for {@code <name>} */
    public List<String> unclear(SmallRyeConfig config, Set<String> chosen) {
        return all.stream()
                .filter(setting -> setting.type() == boolean.class)
                .flatMap(setting -> setting.names(chosen).flatMap(name -> unclear(setting, name, config).stream()))
                .toList();
    }

    private static Optional<String> unclear(Setting setting, String name, SmallRyeConfig config) {
        return Optional.ofNullable(config.getConfigValue(name).getValue())
                .filter(value -> !YES_OR_NO.matcher(value).matches())
                .map(value -> name + " is \"" + value + "\", but is " + setting.possible());
    }

    /** What each setting is too small or too great for, in a line that names both; empty if all agree. */
    public List<String> contradictions(SmallRyeConfig config) {
        return all.stream()
                .flatMap(setting -> Stream.concat(
                        setting.others().stream().flatMap(other -> contradiction(setting, other, config).stream()),
                        setting.bound().stream().flatMap(bound -> contradiction(setting, bound, config).stream())))
                .toList();
    }

    private Optional<String> contradiction(Setting setting, NotBelow than, SmallRyeConfig config) {
        Setting other = named(than.value()).orElseThrow(() -> new IllegalStateException("no setting " + than.value()));
        Object value = config.getValue(setting.name(), setting.type());
        Object least = config.getValue(other.name(), other.type());
        int compared = Kind.amount(value).compareTo(Kind.amount(least).multiply(BigDecimal.valueOf(than.times())));
        return compared > 0 || compared == 0 && !than.strictly()
                ? Optional.empty()
                : Optional.of(setting.name() + " is " + ValuesCheck.written(setting, value) + ", but is " + rule(than)
                        + ", which is " + ValuesCheck.written(other, least));
    }

    private static Optional<String> contradiction(Setting setting, NotAbove than, SmallRyeConfig config) {
        Object value = config.getValue(setting.name(), setting.type());
        return config.getOptionalValue(than.value(), setting.type())
                .filter(most -> Kind.amount(most).signum() > 0)
                .filter(most -> {
                    int compared = Kind.amount(value).compareTo(Kind.amount(most));
                    return compared > 0 || compared == 0 && than.strictly();
                })
                .map(most -> setting.name() + " is " + ValuesCheck.written(setting, value) + ", but is " + rule(than)
                        + ", which is " + ValuesCheck.written(setting, most));
    }

    static String rule(NotAbove than) {
        return (than.strictly() ? "less than " : "at most ") + than.value();
    }

    static String rule(NotBelow than) {
        String times = than.times() == 1 ? "" : than.times() == 0.5 ? "half of " : (long) than.times() + " times ";
        return (than.strictly() ? "more than " : "at least ") + times + than.value();
    }
}
