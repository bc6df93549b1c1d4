package io.bellhop.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PullEndTest {

    private static final Instant BEGUN = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant NOW = BEGUN.plusSeconds(20);
    private static final Optional<Duration> EVERY = Optional.of(Duration.ofMinutes(5));
    private static final Duration SETTLE = Duration.ofSeconds(60);

    @Test
    void comesAgainAfterItsIntervalCountedFromItsBeginning() {
        assertThat(succeeded(job(null, 0), EVERY).next()).isEqualTo(BEGUN.plus(Duration.ofMinutes(5)));
    }

    @Test
    void oneThatTookLongerThanItsIntervalComesAgainAtOnce() {
        assertThat(succeeded(job(null, 0), Optional.of(Duration.ofSeconds(10))).next())
                .isEqualTo(NOW);
    }

    @Test
    void whatWasTooYoungHasNotBeenSeen() {
        assertThat(succeeded(job(null, 0), EVERY).watermark()).isEqualTo(BEGUN.minus(SETTLE));
    }

    @Test
    void ofAVenueItDoesNotComeAgainAndHasSeenNothingOfTheFeed() {
        PullEnd end = succeeded(job("v-1", 3), EVERY);

        assertThat(end.next()).isNull();
        assertThat(end.watermark()).isNull();
        assertThat(end.failures()).isZero();
    }

    @Test
    void ofAFeedWithoutAScheduleItDoesNotComeAgain() {
        PullEnd end = succeeded(job(null, 0), Optional.empty());

        assertThat(end.next()).isNull();
        assertThat(end.watermark()).isNull();
    }

    @Test
    void aFailedOneHasSeenNothing() {
        PullEnd end = PullEnd.failed(job(null, 2), "answered 503", PullTally.NOTHING, Optional.of(SETTLE), NOW);

        assertThat(end.watermark()).isNull();
        assertThat(end.next()).isEqualTo(NOW.plus(SETTLE));
        assertThat(end.failures()).isEqualTo(3);
    }

    @Test
    void oneThatIsGivenUpDoesNotComeAgain() {
        assertThat(PullEnd.failed(job("v-1", 9), "answered 503", PullTally.NOTHING, Optional.empty(), NOW)
                        .next())
                .isNull();
    }

    @Test
    void oneThatIsLeftToAnotherReplicaIsNoFailure() {
        PullEnd end = PullEnd.abandoned(job(null, 2), PullTally.NOTHING, NOW);

        assertThat(end.next()).isEqualTo(NOW);
        assertThat(end.failures()).isEqualTo(2);
        assertThat(end.watermark()).isNull();
    }

    private static PullEnd succeeded(PullJob job, Optional<Duration> every) {
        return PullEnd.succeeded(job, PullTally.NOTHING, every, SETTLE, NOW);
    }

    private static PullJob job(String venue, int failures) {
        return new PullJob(new PullId(new UUID(1, 1)), "bistro", "reservations", venue, null, failures, BEGUN, null);
    }
}
