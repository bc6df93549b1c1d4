package io.bellhop.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bellhop.change.Version;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FieldVersionsTest {

    private static final Version OLDER = new Version(Instant.parse("2026-05-04T08:22:32.452Z"));
    private static final Version NEWER = new Version(Instant.parse("2026-05-04T08:22:32.452Z"), "b");

    @Test
    void anyTellingIsNewerThanNone() {
        FieldVersions versions = FieldVersions.read(null);

        assertThat(versions.isOlderThan("status", OLDER)).isTrue();
        assertThat(versions.get("status")).isNull();
        assertThat(versions.fields()).isEmpty();
    }

    @Test
    void ofTwoEquallyNewTheFirstThatCameCounts() {
        FieldVersions versions = FieldVersions.read(null);

        versions.put("status", OLDER);

        assertThat(versions.isOlderThan("status", OLDER)).isFalse();
        assertThat(versions.isOlderThan("status", NEWER)).isTrue();
        assertThat(versions.isOlderThan("notes", OLDER)).isTrue();
    }

    @Test
    void whatIsWrittenReadsAsTheSame() {
        FieldVersions versions = FieldVersions.read(null);
        versions.put("status", OLDER);
        versions.put("details.shift", NEWER);
        versions.put("notes", OLDER);

        FieldVersions again = FieldVersions.read(versions.toJson());

        assertThat(again.fields()).containsExactlyInAnyOrder("status", "details.shift", "notes");
        assertThat(again.get("status")).isEqualTo(OLDER);
        assertThat(again.get("details.shift")).isEqualTo(NEWER);
        assertThat(again.get("notes")).isEqualTo(OLDER);
    }

    @Test
    void fieldsOfOneVersionStandUnderIt() {
        FieldVersions versions = FieldVersions.read(null);
        versions.put("status", OLDER);
        versions.put("notes", OLDER);
        versions.put("amount", NEWER);

        assertThat(versions.toJson()).isEqualTo(JsonRows.read("""
                {"2026-05-04T08:22:32.452000000Zb":["amount"],"2026-05-04T08:22:32.452000000Z":["notes","status"]}"""));
    }

    @Test
    void aColumnThatIsNullHoldsNone() {
        assertThat(FieldVersions.read(JsonNodeFactory.instance.nullNode()).fields())
                .isEmpty();
    }
}
