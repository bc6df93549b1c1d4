package io.bellhop.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {

    /** From the oldest to the newest. */
    private static final List<Version> IN_ORDER = List.of(
            version("0001-01-01T00:00:00Z", "zzz"),
            version("1969-12-31T23:59:59.999Z", ""),
            version("1970-01-01T00:00:00Z", ""),
            version("2026-05-04T08:22:32Z", ""),
            version("2026-05-04T08:22:32Z", "A"),
            version("2026-05-04T08:22:32Z", "a"),
            version("2026-05-04T08:22:32Z", "ab"),
            version("2026-05-04T08:22:32Z", "b"),
            version("2026-05-04T08:22:32.000000001Z", ""),
            version("2026-05-04T08:22:32.452Z", ""),
            version("2026-05-04T08:22:32.4521Z", ""),
            version("2026-05-04T08:22:33Z", ""),
            version("2026-11-04T08:22:33Z", ""),
            version("9999-12-31T23:59:59.999999999Z", ""));

    @Test
    void textsOrderAsTheVersionsDo() {
        for (Version one : IN_ORDER) {
            for (Version other : IN_ORDER) {
                int expected = Integer.signum(Integer.compare(IN_ORDER.indexOf(one), IN_ORDER.indexOf(other)));

                assertThat(Integer.signum(one.compareTo(other))).isEqualTo(expected);
                assertThat(Integer.signum(one.toString().compareTo(other.toString())))
                        .as("%s and %s", one, other)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void whatIsWrittenReadsAsTheSame() {
        assertThat(IN_ORDER)
                .allSatisfy(
                        version -> assertThat(Version.parse(version.toString())).isEqualTo(version));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-04T08:22:32Z, '', 2026-05-04T08:22:32.000000000Z",
        "2026-05-04T08:22:32.452Z, 9-f, 2026-05-04T08:22:32.452000000Z9-f"
    })
    void aTextHasAllDigitsAndTheTieBreakBehindThem(String at, String tieBreak, String expected) {
        assertThat(version(at, tieBreak)).hasToString(expected);
    }

    @Test
    void noneIsAfterItself() {
        assertThat(IN_ORDER)
                .allSatisfy(version -> assertThat(version.isAfter(version)).isFalse());
    }

    @Test
    void withoutATieBreakItIsBeforeAnyWithOne() {
        Instant at = Instant.parse("2026-05-04T08:22:32Z");

        assertThat(new Version(at, "0").isAfter(new Version(at))).isTrue();
        assertThat(new Version(at).isAfter(new Version(at, "0"))).isFalse();
    }

    private static Version version(String at, String tieBreak) {
        return new Version(Instant.parse(at), tieBreak);
    }
}
