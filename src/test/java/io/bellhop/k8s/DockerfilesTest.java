package io.bellhop.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.k8s.Dockerfile.Stage;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The container files, as far as one can tell without building them. */
class DockerfilesTest {

    private static final Path FOLDER = Path.of("src/main/docker");

    /** A version, though some move within it, as that of the JDK. */
    private static final Pattern VERSIONED = Pattern.compile("[^:]+:(jdk-)?\\d+(\\.\\d+)*[\\w.-]*");

    private static final Pattern SECRET = Pattern.compile("(?i)(password|secret|token|key)\\w*=");

    private static final Set<String> LABELS =
            Set.of("title", "description", "licenses", "version", "revision", "created");

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void everyBaseIsAnEarlierStageOrNamesItsVersion(String file) throws Exception {
        List<Stage> stages = stages(file);

        for (int i = 0; i < stages.size(); i++) {
            String base = stages.get(i).base();
            if (!names(stages.subList(0, i)).contains(base)) {
                assertThat(base).matches(VERSIONED);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void whatIsCopiedIsThereAndNotIgnored(String file) throws Exception {
        List<Stage> stages = stages(file);

        for (Stage stage : stages) {
            for (String copy : stage.all("COPY").toList()) {
                List<String> words = Arrays.stream(copy.split("\\s+")).toList();
                List<String> options =
                        words.stream().filter(word -> word.startsWith("--")).toList();
                List<String> sources = words.subList(options.size(), words.size() - 1);
                if (options.stream().anyMatch(option -> option.startsWith("--from="))) {
                    assertThat(names(stages)).contains(from(options));
                } else {
                    assertThat(sources).allSatisfy(DockerfilesTest::isInTheContext);
                }
            }
        }
    }

    private static String from(List<String> options) {
        return options.stream()
                .filter(option -> option.startsWith("--from="))
                .map(option -> option.substring("--from=".length()))
                .findFirst()
                .orElseThrow();
    }

    /** As .dockerignore has it: nothing is, but for what is named there after an exclamation mark. */
    private static void isInTheContext(String source) throws IOException {
        Path path = Path.of(source);
        List<String> lines = Files.readAllLines(Path.of(".dockerignore"));
        assertThat(path).exists();
        assertThat(lines).contains("*");
        assertThat(lines.stream().filter(line -> line.startsWith("!")).map(line -> line.substring(1)))
                .anyMatch(path::startsWith);
        assertThat(lines.stream().filter(line -> !line.matches("[!#*].*")))
                .noneMatch(line ->
                        FileSystems.getDefault().getPathMatcher("glob:" + line).matches(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void itRunsAsANumberedUserWhoIsNotRoot(String file) throws Exception {
        Stage last = last(file);

        // A name could be root's, and Kubernetes would not know.
        assertThat(last.all("USER").reduce((one, other) -> other))
                .hasValueSatisfying(user -> assertThat(user).matches("[1-9]\\d*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void itsEntryPointNeedsNoShell(String file) throws Exception {
        Stage last = last(file);

        assertThat(last.all("ENTRYPOINT"))
                .singleElement()
                .asString()
                .startsWith("[\"")
                .endsWith("\"]");
        assertThat(last.all("CMD")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void itsLabelsSayWhatItIs(String file) throws Exception {
        String labels = last(file).all("LABEL").collect(Collectors.joining(" "));

        assertThat(LABELS).allSatisfy(label -> assertThat(labels).contains("org.opencontainers.image." + label + "="));
        assertThat(labels).contains("io.bellhop.sbom=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void noSecretIsWrittenIntoIt(String file) throws Exception {
        Stream<String> values =
                stages(file).stream().flatMap(stage -> Stream.concat(stage.all("ENV"), stage.all("ARG")));

        assertThat(values).noneMatch(value -> SECRET.matcher(value).find());
    }

    private static Stage last(String file) throws IOException {
        List<Stage> stages = stages(file);
        return stages.get(stages.size() - 1);
    }

    private static List<Stage> stages(String file) throws IOException {
        return Dockerfile.read(FOLDER.resolve(file)).stages();
    }

    private static List<String> names(List<Stage> stages) {
        return stages.stream().map(Stage::name).filter(name -> !name.isEmpty()).toList();
    }
}
