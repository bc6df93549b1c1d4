package io.bellhop.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That each alert can be understood by whoever it wakes, and fires when it should; and each panel by whoever looks at it. */
class MonitoringTest {

    private static final Path MANUAL = Path.of("docs/operating.md");
    private static final Path RULE_TESTS = Path.of("src/test/resources/k8s/rules-test.yaml");
    private static final Set<String> SEVERITIES = Set.of("critical", "warning", "info");

    @Test
    void eachAlertHasItsSectionInTheManualAndEachSectionItsAlert() throws IOException {
        Set<String> sections = Pattern.compile("(?m)^#+ (Bellhop\\w+)$")
                .matcher(Files.readString(MANUAL))
                .results()
                .map(heading -> heading.group(1))
                .collect(Collectors.toSet());

        assertThat(alerts()).extracting(Expressions::name).containsExactlyInAnyOrderElementsOf(sections);
    }

    @Test
    void eachAlertSaysHowUrgentItIsWhatIsAmissAndWhereToRead() {
        assertThat(alerts()).isNotEmpty().allSatisfy(alert -> {
            String name = Expressions.name(alert);
            assertThat(alert.at("/labels/severity").asText()).as(name).isIn(SEVERITIES);
            assertThat(alert.at("/annotations/summary").asText()).as(name).isNotBlank();
            assertThat(alert.at("/annotations/description").asText()).as(name).isNotBlank();
            assertThat(alert.at("/annotations/runbook").asText())
                    .isEqualTo("docs/operating.md#" + name.toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void eachPanelSaysWhatItShowsAndInWhat() {
        assertThat(Expressions.panels()).isNotEmpty().allSatisfy(panel -> {
            String title = panel.path("title").asText();
            assertThat(title).isNotBlank();
            assertThat(panel.path("description").asText()).as(title).isNotBlank();
            assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                    .as(title)
                    .isNotBlank();
            assertThat(panel.path("targets")).as(title).isNotEmpty();
        });
        assertThat(Expressions.panels())
                .extracting(panel -> panel.path("id").asInt())
                .doesNotHaveDuplicates();
    }

    @Test
    void aHeatmapIsGivenBucketsRatherThanLines() {
        assertThat(Expressions.panels())
                .filteredOn(panel -> panel.path("type").asText().equals("heatmap"))
                .isNotEmpty()
                .allSatisfy(panel ->
                        assertThat(panel.at("/targets/0/format").asText()).isEqualTo("heatmap"));
    }

    @Test
    void theRulesAreGoodPromQlAndFireWhenTheyShould(@TempDir Path folder) throws Exception {
        Optional<String> promtool = onThePath("promtool");
        assumeTrue(promtool.isPresent(), "promtool is not on the path: Debian's package prometheus has it");
        // It knows the rules alone, not the Kubernetes object around them.
        new YAMLMapper().writeValue(folder.resolve("rules.yaml").toFile(), Expressions.spec());
        Files.copy(RULE_TESTS, folder.resolve("test.yaml"));

        run(folder, promtool.get(), "check", "rules", "rules.yaml");
        run(folder, promtool.get(), "test", "rules", "test.yaml");
    }

    private static List<JsonNode> alerts() {
        return Expressions.rules().stream().filter(rule -> rule.has("alert")).toList();
    }

    private static Optional<String> onThePath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(told).isZero();
    }
}
