package io.bellhop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} says what the code does. */
class ConfigurationReferenceTest {

    private static final Path DOCUMENT = Path.of("docs/configuration.md");
    private static final String BEGIN =
            "<!-- From here on generated from the code, by ConfigurationReferenceTest. -->\n";
    private static final String END = "\n<!-- To here. -->\n";
    private static final String UPDATE =
            "./mvnw test -Dtest=ConfigurationReferenceTest -Dconfiguration.update=true writes it anew";

    @Test
    void theReferenceIsAsTheCode() throws Exception {
        String document = Files.readString(DOCUMENT);
        String before = document.substring(0, document.indexOf(BEGIN) + BEGIN.length());
        String after = document.substring(document.indexOf(END));
        String expected = before + ConfigurationReference.of(Mappings.ALL) + after;

        if (Boolean.getBoolean("configuration.update")) {
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(Files.readString(DOCUMENT)).as(UPDATE).isEqualTo(expected);
    }

    @Test
    void everySettingSaysWhatItIsFor() {
        String reference = ConfigurationReference.of(Mappings.ALL);

        assertThat(reference.lines()).noneMatch(line -> line.endsWith("|  |") || line.contains("null"));
    }

    /** What is out of its own range would stop the start of everybody who leaves it alone. */
    @Test
    void everyDefaultIsPossible() {
        List<String> impossible = Mappings.ALL.stream()
                .flatMap(Setting::of)
                .filter(setting -> setting.defaultValue()
                        .flatMap(value -> Kind.of(setting.type()).map(kind -> !setting.admits(kind.read(value))))
                        .orElse(false))
                .map(Setting::name)
                .toList();

        assertThat(impossible).isEmpty();
    }
}
