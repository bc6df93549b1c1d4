package io.bellhop.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts that are refused, each with a line that says why; and one that migrates and ends. */
@Tag("black-box")
@QuarkusIntegrationTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.MATCHING_RESOURCES)
class StartIT {

    private static final int SECONDS = 60;

    Surroundings surroundings;

    @TempDir
    Path directory;

    /** How a process ended, and all that it said. */
    private record Ended(int status, List<String> lines) {}

    @Test
    void aMistypedSettingIsNamed() throws Exception {
        Map<String, String> settings = new HashMap<>(surroundings.databaseOnly());
        settings.put("bellhop.delivery.concurency", "3");

        Ended ended = start(settings);

        assertThat(ended.status()).isEqualTo(1);
        assertThat(refusals(ended))
                .singleElement()
                .asString()
                .contains("bellhop.delivery.concurency", "bellhop.delivery.concurrency");
    }

    @Test
    void aMistypedVariableIsNamed() throws Exception {
        Ended ended = start(surroundings.databaseOnly(), Map.of("bellhop_event_retenton", "3d"));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(refusals(ended)).singleElement().asString().contains("bellhop_event_retenton");
    }

    @Test
    void aMistypedLineOfTheEnvironmentsFileIsNamed() throws Exception {
        Files.writeString(directory.resolve(".env"), "BELLHOP_EVENT_RETENTON=3d\n");

        Ended ended = start(surroundings.databaseOnly());

        assertThat(ended.status()).isEqualTo(1);
        assertThat(refusals(ended)).singleElement().asString().contains("BELLHOP_EVENT_RETENTON");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    bellhop.event.retention       | 5000d | bellhop.event.retention is 5000d, but is a time
                    bellhop.event.append.max-rows | 5000  | at least bellhop.event.append.max-rows, which is 5000
                    bellhop.stream.heartbeat      | 5m    | less than quarkus.http.idle-timeout, which is 1m
                    bellhop.delivery.allow-http   | ture  | bellhop.delivery.allow-http is "ture", but is true or false
                    bellhop.sources.roomz.active  | ture  | bellhop.sources.roomz.active is "ture", but is true or false
                    bellhop.guest.phone-region    | UK    | bellhop.guest.phone-region is "UK", but is a country
                    bellhop.database.embedded     | true  | bellhop.database.embedded is set in
                    """)
    void aValueThatCannotBeIsNamed(String setting, String value, String words) throws Exception {
        Map<String, String> settings = new HashMap<>(surroundings.databaseOnly());
        settings.putAll(Map.of("bellhop.sources.roomz.provider", "roomz", "bellhop.sources.roomz.secrets", "a-secret"));
        settings.put(setting, value);

        Ended ended = start(settings);

        assertThat(ended.status()).isEqualTo(1);
        assertThat(refusals(ended)).singleElement().asString().contains(words);
    }

    @Test
    void aVariableForASourceThatNoneNamesIsNamed() throws Exception {
        Ended ended = start(
                surroundings.databaseOnly(),
                Map.of(
                        "BELLHOP_SOURCES_HOTEL_PROVIDER", "roomz",
                        "BELLHOP_SOURCES_HOTEL_SECRETS", "a-secret",
                        "BELLHOP_SOURCES_HOTEL_SPA_PROVIDER", "roomz"));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(refusals(ended))
                .singleElement()
                .asString()
                .contains("BELLHOP_SOURCES_HOTEL_SPA_PROVIDER", "a source with a dash in its name");
    }

    /** The jar has one in it, and has to be told not to start it. */
    @Test
    void withoutADatabaseItSaysWhatToSet() throws Exception {
        Ended ended = start(Artifact.isBinary() ? Map.of() : Map.of("bellhop.embedded-postgres.enabled", "false"));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(refusals(ended))
                .singleElement()
                .asString()
                .contains("bellhop.database.url")
                .contains(
                        Artifact.isBinary()
                                ? "the native binary brings none of its own"
                                : "bellhop.embedded-postgres.enabled is false");
    }

    @Test
    void aPasswordThatTheDatabaseDoesNotTakeIsSaidSo() throws Exception {
        Map<String, String> settings = new HashMap<>(surroundings.databaseOnly());
        settings.put("bellhop.database.password", "another-password");

        Ended ended = start(settings);

        assertThat(ended.status()).isEqualTo(1);
        assertThat(refusals(ended)).singleElement().asString().contains("password authentication failed");
    }

    @Test
    void aDatabaseThatIsNotThereIsSaidSo() throws Exception {
        Map<String, String> settings = new HashMap<>(surroundings.databaseOnly());
        settings.put("bellhop.database.url", "postgresql://127.0.0.1:" + Surroundings.freePort() + "/postgres");

        Ended ended = start(settings);

        assertThat(ended.status()).isEqualTo(1);
        assertThat(refusals(ended)).isNotEmpty();
    }

    @Test
    void aMigrationEndsWithSuccess() throws Exception {
        Map<String, String> settings = new HashMap<>(surroundings.databaseOnly());
        settings.put("bellhop.database.migrate", "only");

        assertThat(start(settings).status()).isZero();
    }

    private static List<String> refusals(Ended ended) {
        return ended.lines().stream()
                .filter(line -> line.startsWith("bellhop does not start: "))
                .toList();
    }

    private Ended start(Map<String, String> settings) throws IOException, InterruptedException {
        return start(settings, Map.of());
    }

    private Ended start(Map<String, String> settings, Map<String, String> variables)
            throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("quarkus.http.port", Integer.toString(Surroundings.freePort()));
        all.put("quarkus.management.port", Integer.toString(Surroundings.freePort()));
        Process process = Artifact.start(directory, all, variables, Redirect.PIPE);
        List<String> lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), lines);
    }
}
