package io.bellhop.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellhop.SettableClock;
import io.bellhop.event.EventIds;
import io.bellhop.ingress.Webhook;
import io.bellhop.pull.PullStore.Wanted;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two stores are two replicas: they share nothing but the database. */
@QuarkusTest
class PullStoreIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration LEASE = Duration.ofSeconds(60);

    @Inject
    Pool pool;

    @Inject
    EventIds ids;

    private final SettableClock clock = new SettableClock();
    private final String source = "pulled-" + UUID.randomUUID();
    private final List<Wanted> feeds = List.of(new Wanted(source, "reservations", ""));
    private PullStore one;
    private PullStore other;

    @BeforeEach
    void schedule() {
        one = new PullStore(pool, ids, clock);
        other = new PullStore(pool, ids, clock);
        await(one.schedule(feeds));
    }

    @Test
    void ofManyThatLookAtOnceOneGetsIt() {
        List<Uni<List<PullJob>>> claims = new ArrayList<>();
        IntStream.range(0, 20).forEach(i -> claims.add((i % 2 == 0 ? one : other).claim(feeds, 4, LEASE)));

        List<List<PullJob>> claimed =
                Uni.join().all(claims).andFailFast().await().atMost(LIMIT);

        assertThat(claimed.stream().mapToInt(List::size).sum()).isEqualTo(1);
    }

    @Test
    void whileItRunsNobodyElseGetsIt() {
        PullJob job = claim(one).orElseThrow();

        assertThat(claim(other)).isEmpty();
        clock.moveOn(LEASE.minusSeconds(1));
        assertThat(await(one.renew(job, LEASE))).isTrue();
        clock.moveOn(LEASE.minusSeconds(1));
        assertThat(claim(other)).isEmpty();
    }

    @Test
    void survivesItsReplica() {
        PullJob lost = claim(one).orElseThrow();
        clock.moveOn(LEASE);

        PullJob taken = claim(other).orElseThrow();

        assertThat(outcome(lost)).isEqualTo("lost");
        assertThat(outcome(taken)).isEqualTo("running");
        assertThat(await(one.renew(lost, LEASE))).isFalse();
    }

    @Test
    void whatALostReplicaReportsLateDoesNotEndTheOtherOne() {
        PullJob lost = claim(one).orElseThrow();
        clock.moveOn(LEASE);
        PullJob taken = claim(other).orElseThrow();

        finish(one, lost);

        assertThat(claim(one)).isEmpty();
        assertThat(await(other.renew(taken, LEASE))).isTrue();
    }

    @Test
    void comesAgainAfterItsIntervalAndKnowsWhatItHasSeen() {
        PullJob job = claim(one).orElseThrow();
        assertThat(job.watermark()).isNull();

        finish(one, job);

        assertThat(claim(other)).isEmpty();
        clock.moveOn(Duration.ofMinutes(5));
        assertThat(claim(other).orElseThrow().watermark())
                .isCloseTo(job.startedAt().minusSeconds(60), within(1, ChronoUnit.MILLIS));
    }

    @Test
    void askedForWhileItRunsItComesAgainAtOnce() {
        PullJob job = claim(one).orElseThrow();
        execute("update pull set due_at = $2 where source = $1", clock.instant());

        finish(one, job);

        assertThat(claim(other)).isPresent();
    }

    @Test
    void whatEventsAskForIsDoneOnceAndGoesWhenItIsDone() {
        Webhook webhook = Webhook.toNewSource("channex");
        execute(
                "update source set credentials = '\\x00' where name = $1 and $2::timestamptz is not null",
                webhook.source());
        List<Wanted> venue = List.of(new Wanted(webhook.source(), "reviews", "p-1"));
        List<Wanted> feed = List.of(new Wanted(webhook.source(), "reviews", ""));
        IntStream.range(0, 50)
                .forEach(i -> await(new AskedPulls(clock).add(pool, venue, AskedBy.EVENT, Duration.ofSeconds(2))));
        assertThat(await(one.claim(feed, 4, LEASE))).isEmpty();
        clock.moveOn(Duration.ofSeconds(3));

        List<PullJob> jobs = await(one.claim(feed, 4, LEASE));

        assertThat(jobs)
                .singleElement()
                .satisfies(job -> assertThat(job.venue()).isEqualTo("p-1"));
        await(one.finish(
                jobs.get(0),
                PullEnd.succeeded(jobs.get(0), PullTally.NOTHING, Optional.empty(), Duration.ZERO, clock.instant())));
        clock.moveOn(Duration.ofDays(1));
        assertThat(await(other.claim(feed, 4, LEASE))).isEmpty();
        execute("delete from source where name = $1 and $2::timestamptz is not null", webhook.source());
    }

    @Test
    void aFeedWithoutAScheduleIsPulledOnceForEachTimeItIsAskedFor() {
        PullJob job = claim(one).orElseThrow();

        await(one.finish(
                job, PullEnd.succeeded(job, PullTally.NOTHING, Optional.empty(), Duration.ZERO, clock.instant())));

        clock.moveOn(Duration.ofDays(1));
        assertThat(claim(other)).isEmpty();
    }

    private Optional<PullJob> claim(PullStore store) {
        return await(store.claim(feeds, 4, LEASE)).stream().findFirst();
    }

    private void finish(PullStore store, PullJob job) {
        Optional<Duration> every = Optional.of(Duration.ofMinutes(5));
        await(store.finish(
                job, PullEnd.succeeded(job, PullTally.NOTHING, every, Duration.ofSeconds(60), clock.instant())));
    }

    private String outcome(PullJob job) {
        return await(pool.preparedQuery("select outcome from pull_run where id = $1")
                        .execute(Tuple.of(job.id().value())))
                .iterator()
                .next()
                .getString(0);
    }

    private void execute(String sql, Instant at) {
        await(pool.preparedQuery(sql).execute(Tuple.of(source, at.atOffset(ZoneOffset.UTC))));
    }

    private void execute(String sql, String name) {
        await(pool.preparedQuery(sql).execute(Tuple.of(name, clock.instant().atOffset(ZoneOffset.UTC))));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(LIMIT);
    }
}
