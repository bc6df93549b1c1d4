package io.bellhop.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogScanTest {

    private static final String BEGIN = "2026-06-10 08:00:00,123 INFO  [io.bellhop.Some] (executor-thread-1) ";

    private final LogScan scan = new LogScan(PersonalData.in(Path.of("samples")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.sent to=zoe.lindqvist@example.com",
                "GET /api/v1/guests?email=zoe.lindqvist%40example.com",
                "guest.found phone=+15555550142",
                "guest.found phone=+1 (555) 555-0142",
                "guest.found phone=15555550142",
                "guest=Zoë Lindqvist",
                "guest=lindqvist",
                "reservation.created requests=[Quiet table, sesame allergy]",
                "card=411111******1111",
                "card=4111 1111 1111 1111",
                "called with Bearer abcdefgh",
                "headers: Authorization: x",
                "header user-api-key=x",
                "jdbc:postgresql://127.0.0.1/bellhop?user=postgres&password=hidden",
                "{\"access_token\":\"abc\"}",
                "client_secret=abc",
                "access.first_key_made key=bhk_0123456789012345678901234567890123456789012",
                "key test-bellhop-key-of-all-tests refused",
                "source.added_for_development name=roomz secret=dev-roomz-secret",
                "POST /webhooks/guestapi-1/secret-of-guestapi/reservations",
                "token.renewed stand-in-token-ce6802d0-dd49-486d-89bf-5c84b3e8afcf",
                "connecting with 0123456789abcdef0123456789abcdef0123456789abcdef",
                "key AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "{\"message\":\"answered {\\\"access_token\\\":\\\"abc\\\"}\",\"fields\":{}}",
                "{\"message\":\"x\",\"fields\":{\"client_secret\":\"abc\"}}"
            })
    void findsALineThatLeaks(String line) {
        assertThat(scan.in(BEGIN + line)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.stored id=evt_01a1fe5b8d51747e812bda4d500b7711 source=roomz type=room.busy bytes=512",
                "delivery.attempted attempt=3 status=503 latency_ms=212 next=retry due_in_ms=300000",
                "token.renewed source=sevenrooms expires_in_s=3600",
                "SigningSecret[redacted] secret=[redacted] RawBody[512 bytes]",
                "{\"timestamp\":\"2026-11-22T01:52:25.214929383Z\",\"level\":\"INFO\",\"message\":\"delivery.attempted attempt=3\",\"fields\":{\"attempt\":\"3\"}}",
                "at io.vertx.core.impl.VertxImpl@1a2b3c4d 2026-06-10T08:00:00+02:00",
                "source.switched_off name=roomz reason=its secret is published and others can reach 0.0.0.0",
                "run 88562448-3239-4325-8828-9887571c10fa prevented",
                "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
            })
    void passesALineThatDoesNot(String line) {
        assertThat(scan.in(BEGIN + line)).isEmpty();
    }

    @Test
    void namesTheFileAndTheLineAndNotWhatItFound(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("gateway.log"), List.of("fine", "fine", "to=somebody.else@example.com"));

        LogScan.Result result = scan.of(folder);

        assertThat(result.lines()).isEqualTo(3);
        assertThat(result.findings()).containsExactly("gateway.log:3: email");
    }

    @Test
    void knowsThePeopleInTestsWrittenInJava(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("SomeIT.java"), "send(\"{\\\"first_name\\\":\\\"Hedwig\\\"}\");");

        PersonalData people = PersonalData.in(folder);

        assertThat(people.foundIn("guest hedwig")).isPresent();
        assertThat(people.foundIn("guest Hed")).isEmpty();
    }
}
