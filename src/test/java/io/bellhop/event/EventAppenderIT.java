package io.bellhop.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.event.AppendResult.Duplicate;
import io.bellhop.event.AppendResult.Stored;
import io.bellhop.webhook.RawBody;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventAppenderIT {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    @Inject
    EventAppender appender;

    @Inject
    EventIds ids;

    @Inject
    Pool pool;

    @Inject
    EventConfig config;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private String source;

    @BeforeEach
    void aSourceOfItsOwn() {
        source = "test-" + UUID.randomUUID();
    }

    @Test
    void aPoisonEventFailsAloneAndTakesOnlyItsOwnRequestAlong() {
        List<CompletableFuture<List<AppendResult>>> answers = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            boolean poison = i % 100 == 50;
            List<NewEvent> request = poison
                    ? List.of(event("beside-poison-" + i), event("poison\0-" + i))
                    : List.of(event("sound-" + i));
            answers.add(start(request));
        }

        List<Boolean> stored = answers.stream().map(EventAppenderIT::isStored).toList();

        assertThat(stored).filteredOn(is -> is).hasSize(594);
        assertThat(count()).isEqualTo(594);
        assertThatThrownBy(() -> answers.get(50).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(UnstorableEventException.class);
    }

    @Test
    void theSameKeyTwiceInOneRequestIsOneEvent() {
        List<AppendResult> results = append(List.of(event("a"), event("a"), event("b")));

        assertThat(results.get(0)).isInstanceOf(Stored.class);
        assertThat(results.get(1)).isEqualTo(new Duplicate(results.get(0).id()));
        assertThat(results.get(2)).isInstanceOf(Stored.class);
    }

    @Test
    void theSameKeyInAnotherSourceIsAnotherEvent() {
        NewEvent here = event("a");
        source = source + "-other";

        assertThat(append(List.of(here)).get(0)).isInstanceOf(Stored.class);
        assertThat(append(List.of(event("a"))).get(0)).isInstanceOf(Stored.class);
    }

    @Test
    void aKeyThatHasExpiredWhenTheRequestCameCountsAsNew() {
        EventId first =
                append(List.of(event("a", now, Duration.ofMinutes(10)))).get(0).id();

        AppendResult before = append(List.of(event("a", now.plusSeconds(599), Duration.ofMinutes(10))))
                .get(0);
        AppendResult after = append(List.of(event("a", now.plusSeconds(600), Duration.ofMinutes(10))))
                .get(0);
        AppendResult again = append(List.of(event("a", now.plusSeconds(601), Duration.ofMinutes(10))))
                .get(0);

        assertThat(before).isEqualTo(new Duplicate(first));
        assertThat(after).isInstanceOf(Stored.class);
        assertThat(again).isEqualTo(new Duplicate(after.id()));
    }

    @Test
    void aRequestOfLongBeforeIsItsOwnEventThoughItIsStoredAfter() {
        Duration window = Duration.ofMinutes(10);
        EventId live = append(List.of(event("a", now, window))).get(0).id();

        AppendResult acceptedLate =
                append(List.of(event("a", now.minusSeconds(3600), window))).get(0);
        AppendResult repeated =
                append(List.of(event("a", now.plusSeconds(60), window))).get(0);

        assertThat(acceptedLate).isInstanceOf(Stored.class);
        assertThat(acceptedLate.id()).isNotEqualTo(live);
        assertThat(repeated).isInstanceOf(Duplicate.class);
    }

    @Test
    void aSlowDatabaseIsNotGivenMoreThanItsShareAndAnswersComeInTime() {
        SqlConnection locker = pool.getConnection().await().atMost(TIME_LIMIT);
        locker.query("begin; lock table event in access exclusive mode")
                .execute()
                .await()
                .atMost(TIME_LIMIT);
        try {
            List<CompletableFuture<List<AppendResult>>> answers = IntStream.range(0, 40)
                    .mapToObj(i -> start(List.of(event("slow" + i))))
                    .toList();

            answers.forEach(
                    answer -> assertThatThrownBy(answer::join).hasCauseInstanceOf(StoreUnavailableException.class));
            long statements = locker.query("select count(*) from pg_stat_activity where state = 'active'"
                            + " and query like '%insert into idempotency_key%' and pid <> pg_backend_pid()")
                    .execute()
                    .map(rows -> rows.iterator().next().getLong(0))
                    .await()
                    .atMost(TIME_LIMIT);
            assertThat(statements).isLessThanOrEqualTo(config.append().inFlight());
        } finally {
            locker.query("rollback").execute().await().atMost(TIME_LIMIT);
            locker.close().await().atMost(TIME_LIMIT);
        }
        assertThat(append(List.of(event("after"))).get(0)).isInstanceOf(Stored.class);
    }

    @Test
    void manyRequestsWithTheSameKeysInEveryOrderDoNotDeadlock() {
        List<CompletableFuture<List<AppendResult>>> answers = IntStream.range(0, 400)
                .mapToObj(i -> start(IntStream.range(0, 10)
                        .mapToObj(k -> event("k" + (i % 2 == 0 ? k : 9 - k)))
                        .toList()))
                .toList();

        answers.forEach(CompletableFuture::join);

        assertThat(count()).isEqualTo(10);
    }

    @Test
    void oneStatementServesManyWaitingRequests() {
        List<CompletableFuture<List<AppendResult>>> answers = IntStream.range(0, 1000)
                .mapToObj(i -> start(List.of(event("e" + i))))
                .toList();

        answers.forEach(CompletableFuture::join);

        long transactions = number("select count(distinct xmin::text) from event where source = $1");
        assertThat(transactions).isLessThan(200);
        assertThat(count()).isEqualTo(1000);
    }

    @Test
    void aFullQueueIsToldAtOnceAndStoresNothing() {
        List<NewEvent> tooMany =
                IntStream.range(0, 5000).mapToObj(i -> event("q" + i)).toList();

        assertThatThrownBy(() -> append(tooMany)).isInstanceOf(StoreUnavailableException.class);
        assertThat(count()).isZero();
    }

    @Test
    void expiredKeysAreRemovedAndOthersStay() {
        append(List.of(
                event("old", now.minusSeconds(1000), Duration.ofSeconds(10)),
                event("young", now, Duration.ofHours(1))));

        new IdempotencyKeyPruning(pool, () -> now.plus(config.expiredKeysKept()), config)
                .prune()
                .await()
                .atMost(TIME_LIMIT);

        assertThat(number("select count(*) from idempotency_key where source = $1"))
                .isEqualTo(1);
    }

    private NewEvent event(String key) {
        return event(key, now, Duration.ofDays(7));
    }

    private NewEvent event(String key, Instant receivedAt, Duration lifetime) {
        return new NewEvent(
                new EventId(ids.next()),
                source,
                "test.happened",
                key,
                null,
                null,
                receivedAt,
                Origin.WEBHOOK,
                new IdempotencyKey(key),
                receivedAt.plus(lifetime),
                "application/json",
                null,
                new RawBody("{}".getBytes(UTF_8)));
    }

    private CompletableFuture<List<AppendResult>> start(List<NewEvent> request) {
        return appender.append(request).subscribeAsCompletionStage();
    }

    private List<AppendResult> append(List<NewEvent> request) {
        return appender.append(request).await().atMost(TIME_LIMIT);
    }

    private static boolean isStored(CompletableFuture<List<AppendResult>> answer) {
        return answer.handle((results, failure) ->
                        failure == null && results.stream().allMatch(Stored.class::isInstance))
                .join();
    }

    private long count() {
        return number("select count(*) from event where source = $1");
    }

    private long number(String sql) {
        Uni<Long> number = pool.preparedQuery(sql)
                .execute(Tuple.of(source))
                .map(rows -> rows.iterator().next().getLong(0));
        return number.await().atMost(TIME_LIMIT);
    }
}
