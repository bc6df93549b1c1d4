package io.bellhop.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.Scrape;
import io.bellhop.ingress.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each event is counted each time that it is claimed: claimed = processed + retried + set aside. */
@QuarkusTest
class ProcessingMetricsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** It does not say which guests are one. */
    private static final Path MERGE_OF_NOBODY = Path.of("samples/sevenrooms/guest-merged-without-ids.json");

    @Test
    void whatWasClaimedIsTheSumOverTheResults() throws IOException {
        Webhook roomz = Webhook.toNewSource("roomz");
        Webhook sevenrooms = Webhook.toNewSource("sevenrooms");
        Database.awaitProcessed();
        Scrape before = Scrape.now();

        for (int i = 0; i < 5; i++) {
            roomz.roomz(Webhook.newPresence()).statusCode(202);
        }
        sevenrooms.sevenrooms(Files.readAllBytes(MERGE_OF_NOBODY)).statusCode(202);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Scrape after = Scrape.now();
            assertThat(rise(before, after, "bellhop_processing_events_total")).isEqualTo(6);
            assertThat(rise(before, after, "bellhop_processing_events_total", "result", "set_aside"))
                    .isEqualTo(1);
            assertThat(rise(before, after, "bellhop_processing_batch_events_sum"))
                    .isEqualTo(6);
            assertThat(rise(before, after, "bellhop_processing_lag_seconds_count"))
                    .isEqualTo(5);
        });
    }

    /** The second row makes its batch fail, and each further attempt at it looks like a database in trouble. */
    @Test
    void whatAHalfHasCommittedCountsWhateverBecomesOfTheOther() {
        Webhook roomz = Webhook.toNewSource("roomz");
        roomz.roomz(Webhook.newPresence()).statusCode(202);
        roomz.roomz(Webhook.newPresence()).statusCode(202);
        Database.awaitProcessed();
        Database.execute("delete from room where source = '" + roomz.source() + "'");
        poison(roomz, """
                if number = 2 then raise exception 'poison' using errcode = 'P0001'; end if;
                if number > 3 then raise exception 'trouble' using errcode = '40001'; end if;
                """);
        Scrape before = Scrape.now();
        try {
            Database.execute("insert into unprocessed_event (event_id, body_bytes)"
                    + " select id, octet_length(body) from event where source = '" + roomz.source() + "'");
            roomz.roomz("no JSON").statusCode(202);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(rise(
                                    before, Scrape.now(), "bellhop_processing_events_total", "result", "processed"))
                            .isGreaterThanOrEqualTo(1));
        } finally {
            cure();
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rise(before, Scrape.now(), "bellhop_processing_events_total"))
                        .isEqualTo(3));
    }

    @Test
    void whatTheDatabaseRefusesIsRetried() {
        Webhook roomz = Webhook.toNewSource("roomz");
        Database.awaitProcessed();
        Scrape before = Scrape.now();
        poison(roomz, "raise exception 'poison' using errcode = 'P0001';");
        try {
            roomz.roomz(Webhook.newPresence()).statusCode(202);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    rise(before, Scrape.now(), "bellhop_processing_events_total", "result", "retried"))
                            .isEqualTo(1));
        } finally {
            cure();
        }
    }

    /** @param rule in PL/pgSQL, for each room of the source that is made; number counts them */
    private static void poison(Webhook source, String rule) {
        Database.execute("create sequence poisoned");
        Database.execute("create function poison() returns trigger language plpgsql as $$"
                + " declare number bigint := nextval('poisoned'); begin " + rule + " return new; end $$");
        Database.execute("create trigger poison before insert on room for each row when (new.source = '"
                + source.source() + "') execute function poison()");
    }

    private static void cure() {
        Database.execute("drop trigger poison on room");
        Database.execute("drop function poison");
        Database.execute("drop sequence poisoned");
    }

    private static double rise(Scrape before, Scrape after, String name, String... labels) {
        return after.sum(name, labels) - before.sum(name, labels);
    }
}
