package io.bellhop.provider.roomz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.change.Change;
import io.bellhop.change.RoomChange;
import io.bellhop.change.RoomChange.Presence;
import io.bellhop.change.Version;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.Translation;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.webhook.RequestBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomzTranslatorTest {

    private static final Version VERSION =
            new Version(Instant.parse("2026-05-04T08:22:32.452Z"), "c41f21fe-7fe2-5dc3-8cbb-e03f0f44f613");

    private final Translation translation = new Translation(new RoomzProvider(), SourceSettings.none());

    @ParameterizedTest
    @CsvSource({
        "Busy,     BUSY",
        "busy,     BUSY",
        "Free,     FREE",
        "FREE,     FREE",
        "Occupied, UNKNOWN",
        "1,        UNKNOWN"
    })
    void readsAPresenceWhateverItsCase(String theirs, Presence ours) throws UnreadablePayloadException {
        assertThat(translate("{\"workspaceId\":\"w1\",\"presenceStatus\":\"" + theirs + "\"}"))
                .containsExactly(new RoomChange("w1", VERSION, ours, theirs));
    }

    @Test
    void aRoomOfWhichNothingIsSaidIsUnknown() throws UnreadablePayloadException {
        RoomChange unknown = new RoomChange("w1", VERSION, Presence.UNKNOWN, null);

        assertThat(translate("{\"workspaceId\":\"w1\"}")).containsExactly(unknown);
        assertThat(translate("{\"workspaceId\":\"w1\",\"presenceStatus\":{}}")).containsExactly(unknown);
    }

    @Test
    void withoutATimeItsOwnTheReceiptCounts() throws UnreadablePayloadException {
        List<Change> changes = translation.of(RequestBuilder.with(
                        "{\"id\":\"e1\",\"type\":\"workspace.presence.changed\","
                                + "\"timestamp\":\"soon\",\"data\":{\"workspaceId\":\"w1\",\"presenceStatus\":\"Free\"}}")
                .build());

        assertThat(changes)
                .containsExactly(new RoomChange("w1", new Version(RequestBuilder.NOW, "e1"), Presence.FREE, "Free"));
    }

    @Test
    void aPresenceOfNoRoomIsUnreadable() {
        assertThatThrownBy(() -> translate("{\"presenceStatus\":\"Free\"}"))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessage("a presence without the workspace's id");
    }

    private List<Change> translate(String data) throws UnreadablePayloadException {
        return translation.of(RequestBuilder.with(
                        "{\"id\":\"c41f21fe-7fe2-5dc3-8cbb-e03f0f44f613\",\"type\":\"workspace.presence.changed\","
                                + "\"timestamp\":\"2026-05-04T08:22:32.452Z\",\"data\":" + data + "}")
                .build());
    }
}
