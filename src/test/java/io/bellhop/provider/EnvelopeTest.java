package io.bellhop.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.event.IdempotencyKey;
import io.bellhop.webhook.RawBody;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    @Test
    void anUnreadableBodyIsKnownByItsBytes() {
        Envelope envelope = Envelope.unreadable("no id", null, body("nope"));

        // printf nope | sha256sum
        assertThat(envelope.key().value())
                .isEqualTo("unreadable||ca3704aa0b06f5954c79ee837faa152d84d6b2d42838f0637a15eda8337dbdce");
        assertThat(envelope.type()).isEqualTo("unreadable");
        assertThat(envelope.note()).isEqualTo("no id");
        assertThat(envelope.keyLifetime()).isEqualTo(Duration.ofDays(7));
        assertThat(envelope.key())
                .isNotEqualTo(Envelope.unreadable("no id", null, body("nope ")).key());
    }

    @Test
    void boundsWhatAProviderCanMakeUsIndex() {
        Envelope envelope = envelope("t".repeat(301), "s".repeat(100_000));

        assertThat(envelope.providerType()).isEqualTo("t".repeat(300));
        assertThat(envelope.subject()).isEqualTo("s".repeat(300));
    }

    @Test
    void replacesNulWhichTheDatabaseDoesNotTake() {
        Envelope envelope = envelope("a\0b", "\0");

        assertThat(envelope.providerType()).isEqualTo("a\uFFFDb");
        assertThat(envelope.subject()).isEqualTo("\uFFFD");
    }

    @Test
    void leavesAllElseAsItIs() {
        Envelope envelope = envelope(null, "room/Zoë 𝄞");

        assertThat(envelope.providerType()).isNull();
        assertThat(envelope.subject()).isEqualTo("room/Zoë 𝄞");
        assertThat(envelope.note()).isNull();
    }

    private static Envelope envelope(String providerType, String subject) {
        return new Envelope(
                IdempotencyKey.of("a"), Duration.ofDays(1), "unknown", providerType, subject, null, body("{}"));
    }

    private static RawBody body(String text) {
        return new RawBody(text.getBytes(StandardCharsets.UTF_8));
    }
}
