package io.bellhop.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the gateway while it processes and while it sends e-mails. Every event has its effect, once, and no guest gets a
 * second e-mail; rounds can be raised with {@code -Dcrash.rounds}.
 */
@Tag("crash")
class ProcessingCrashIT {

    private static final int ROUNDS = Integer.getInteger("crash.rounds", 3);
    private static final int RESERVATIONS = 800;

    @TempDir
    Path directory;

    @Test
    void nothingIsHalfProcessedNorTwiceWhenTheGatewayIsKilled() throws Exception {
        GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
        mail.start();
        try (OwnPostgres postgres = new OwnPostgres(directory)) {
            Map<String, String> settings = postgres.settings("postgres", mails(mail));
            // Makes the tables.
            GatewayProcess.start(directory, settings).close();
            for (int round = 0; round < ROUNDS; round++) {
                new Bookings("r" + round + "-", RESERVATIONS).store(postgres.url("postgres"));
                killWhileProcessing(postgres, GatewayProcess.start(directory, settings), round);
            }

            try (GatewayProcess gateway = GatewayProcess.start(directory, settings)) {
                ReplicasIT.awaitProcessed(postgres, "postgres");
                awaitMailed(postgres);
                assertThat(gateway.isAlive()).isTrue();
            }

            assertThat(postgres.query("postgres", "select reason from failed_event"))
                    .isEmpty();
            assertThat(reservations(postgres)).containsExactlyInAnyOrderElementsOf(expected());
            assertMailedOnce(postgres, mail);
        } finally {
            mail.stop();
        }
    }

    private static Map<String, String> mails(GreenMail mail) {
        return Map.of(
                "bellhop.confirmation.from", "bookings@example.com",
                "bellhop.confirmation.lease", "5s",
                "bellhop.confirmation.send-timeout", "4s",
                "quarkus.mailer.host", "127.0.0.1",
                "quarkus.mailer.port", Integer.toString(mail.getSmtp().getPort()));
    }

    /** When a part of what waited has been processed, and less is left each round. */
    private static void killWhileProcessing(OwnPostgres postgres, GatewayProcess gateway, int round) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofMinutes(1))
                .until(() -> waiting(postgres) < RESERVATIONS * Bookings.VERSIONS * (ROUNDS - round) / (ROUNDS + 1));
        gateway.kill();
        System.out.printf("killed with %d events waiting%n", waiting(postgres));
    }

    private static int waiting(OwnPostgres postgres) throws RuntimeException {
        try {
            return Integer.parseInt(postgres.query("postgres", "select count(*) from unprocessed_event")
                    .get(0));
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitMailed(OwnPostgres postgres) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> postgres.query(
                                "postgres",
                                "select id::text from confirmation where state in ('owed', 'sending') limit 1")
                        .isEmpty());
    }

    private static List<String> reservations(OwnPostgres postgres) throws Exception {
        return postgres.query(
                "postgres",
                "select concat_ws(' ', reference, party_size, status, (select count(*) from guest_reference where"
                        + " guest_id = reservation.guest_id)) from reservation");
    }

    /** What the newest version of each says. */
    private static List<String> expected() {
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            String prefix = "r" + round + "-";
            IntStream.range(0, RESERVATIONS)
                    .mapToObj(n -> prefix + n + " " + Bookings.VERSIONS + " "
                            + (Bookings.isCanceled(n) ? "canceled" : "confirmed") + " 1")
                    .forEach(expected::add);
        }
        return expected;
    }

    /** One that was being sent when the gateway died may have arrived or not; it is never sent again by itself. */
    private static void assertMailedOnce(OwnPostgres postgres, GreenMail mail) throws Exception {
        Map<String, Integer> received = new HashMap<>();
        for (MimeMessage message : mail.getReceivedMessages()) {
            received.merge(message.getMessageID(), 1, Integer::sum);
        }
        List<String> sent = postgres.query(
                "postgres", "select message_id from confirmation where state = 'sent' and kind = 'confirmation'");
        List<String> uncertain =
                postgres.query("postgres", "select id::text from confirmation where state = 'uncertain'");
        System.out.printf("mails=%d sent=%d uncertain=%d%n", received.size(), sent.size(), uncertain.size());

        assertThat(received.values()).allMatch(times -> times == 1);
        assertThat(received.keySet()).containsAll(sent);
        assertThat(postgres.query(
                        "postgres",
                        "select reservation_id::text from confirmation where kind = 'confirmation' group by 1"
                                + " having count(*) > 1"))
                .isEmpty();
        int confirmed = ROUNDS * RESERVATIONS * 9 / 10;
        assertThat(sent.size() + uncertain.size()).isGreaterThanOrEqualTo(confirmed);
    }
}
