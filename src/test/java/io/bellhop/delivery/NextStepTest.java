package io.bellhop.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.delivery.AttemptResult.Made;
import io.bellhop.delivery.AttemptResult.NothingToSend;
import io.bellhop.delivery.AttemptResult.Parked;
import io.bellhop.delivery.NextStep.Dead;
import io.bellhop.delivery.NextStep.Done;
import io.bellhop.delivery.NextStep.Park;
import io.bellhop.delivery.NextStep.Retry;
import io.bellhop.egress.Failure;
import io.bellhop.egress.PostResult;
import io.bellhop.egress.PostResult.Answered;
import io.bellhop.egress.PostResult.Failed;
import io.bellhop.subscription.RetryPolicy;
import io.bellhop.subscription.SubscriptionId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NextStepTest {

    private static final Instant MADE = Instant.parse("2026-06-10T12:00:00Z");
    private static final double IN_THE_MIDDLE = 0.5;

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 206, 299})
    void any2xxIsSuccess(int status) {
        assertThat(after(1, answered(status))).isEqualTo(new Done());
    }

    @ParameterizedTest
    @CsvSource({
        "301, redirect",
        "307, redirect",
        "400, refused",
        "401, refused",
        "404, refused",
        "408, not_yet",
        "409, not_yet",
        "422, refused",
        "425, not_yet",
        "429, throttled",
        "500, server_error",
        "503, server_error",
        "599, server_error"
    })
    void anyOtherStatusIsRetriedUnderItsReason(int status, String reason) {
        assertThat(after(1, answered(status))).isEqualTo(new Retry(MADE.plusSeconds(5), reason));
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 30", "3, 120", "4, 600", "5, 1800", "6, 7200", "7, 21600", "8, 43200", "9, 86400"})
    void theScheduleIsFollowed(int attempt, long seconds) {
        assertThat(after(attempt, answered(503))).isEqualTo(new Retry(MADE.plusSeconds(seconds), "server_error"));
    }

    @Test
    void theLastAttemptThatFailsIsTheEnd() {
        assertThat(after(10, answered(503))).isEqualTo(new Dead("attempts_exhausted"));
    }

    @Test
    void theJitterIsAFifthEitherWay() {
        assertThat(after(2, answered(503), 0)).isEqualTo(new Retry(MADE.plusSeconds(24), "server_error"));
        assertThat(after(2, answered(503), 1)).isEqualTo(new Retry(MADE.plusSeconds(36), "server_error"));
    }

    @Test
    void aScheduleThatIsTooShortGoesOnWithItsLast() {
        RetryPolicy policy = new RetryPolicy(List.of(Duration.ofSeconds(7)), 5, Duration.ofDays(1));

        assertThat(NextStep.after(made(answered(503)), claimed(4), policy, MADE, IN_THE_MIDDLE))
                .isEqualTo(new Retry(MADE.plusSeconds(7), "server_error"));
    }

    @Test
    void aLaterRetryAfterWinsOverTheSchedule() {
        assertThat(after(1, answered(503, "3600"))).isEqualTo(new Retry(MADE.plusSeconds(3600), "server_error"));
    }

    @Test
    void anEarlierRetryAfterDoesNotShortenTheSchedule() {
        assertThat(after(3, answered(429, "1"))).isEqualTo(new Retry(MADE.plusSeconds(120), "throttled"));
    }

    @Test
    void theFallbacksRetryAfterDoesNotRuleTheCallback() {
        AttemptResult both = new Made(List.of(
                new Exchange(Target.CALLBACK, MADE, answered(503)),
                new Exchange(Target.FALLBACK, MADE, answered(503, "86400"))));

        assertThat(NextStep.after(both, claimed(1), RetryPolicy.DEFAULT, MADE, IN_THE_MIDDLE))
                .isEqualTo(new Retry(MADE.plusSeconds(5), "server_error"));
    }

    @Test
    void aRetryAfterCountsForADayAtMost() {
        assertThat(after(1, answered(503, "999999999")))
                .isEqualTo(new Retry(MADE.plus(Duration.ofDays(1)), "server_error"));
    }

    @Test
    void aRetryAfterThatCannotBeReadCountsForNothing() {
        assertThat(after(1, answered(503, "soon"))).isEqualTo(new Retry(MADE.plusSeconds(5), "server_error"));
    }

    @Test
    void noAttemptIsBegunWhenTheDeliveryIsTooOld() {
        RetryPolicy policy = new RetryPolicy(List.of(Duration.ofMinutes(10)), 50, Duration.ofHours(1));
        Instant now = MADE.plus(Duration.ofMinutes(51));

        assertThat(NextStep.after(made(answered(503)), claimed(5), policy, now, IN_THE_MIDDLE))
                .isEqualTo(new Dead("too_old"));
    }

    @Test
    void goneIsTheEndAtOnce() {
        assertThat(after(1, answered(410))).isEqualTo(new Dead("gone"));
    }

    @Test
    void aFallbackThatIsGoneDoesNotSpeakForTheCallback() {
        AttemptResult both = new Made(List.of(
                new Exchange(Target.CALLBACK, MADE, answered(503)),
                new Exchange(Target.FALLBACK, MADE, answered(410))));

        assertThat(NextStep.after(both, claimed(1), RetryPolicy.DEFAULT, MADE, IN_THE_MIDDLE))
                .isEqualTo(new Retry(MADE.plusSeconds(5), "gone"));
    }

    @Test
    void aFallbackThatTakesItIsSuccessWhateverTheCallbackSaid() {
        AttemptResult both = new Made(List.of(
                new Exchange(Target.CALLBACK, MADE, answered(410)),
                new Exchange(Target.FALLBACK, MADE, answered(200))));

        assertThat(NextStep.after(both, claimed(1), RetryPolicy.DEFAULT, MADE, IN_THE_MIDDLE))
                .isEqualTo(new Done());
    }

    @Test
    void noAnswerIsRetried() {
        PostResult failed = new Failed(Failure.DNS_FAILURE, "no such name", Duration.ZERO);

        assertThat(after(1, failed)).isEqualTo(new Retry(MADE.plusSeconds(5), "dns_failure"));
    }

    @Test
    void whatIsParkedComesAgainSoonAndWhatHasNoEventNever() {
        assertThat(NextStep.after(new Parked(), claimed(10), RetryPolicy.DEFAULT, MADE, IN_THE_MIDDLE))
                .isEqualTo(new Park(MADE.plusSeconds(1)));
        assertThat(NextStep.after(
                        new NothingToSend("event_expired"), claimed(1), RetryPolicy.DEFAULT, MADE, IN_THE_MIDDLE))
                .isEqualTo(new Dead("event_expired"));
    }

    private static NextStep after(int attempt, PostResult result) {
        return after(attempt, result, IN_THE_MIDDLE);
    }

    private static NextStep after(int attempt, PostResult result, double chance) {
        return NextStep.after(made(result), claimed(attempt), RetryPolicy.DEFAULT, MADE, chance);
    }

    private static Made made(PostResult result) {
        return new Made(List.of(new Exchange(Target.CALLBACK, MADE, result)));
    }

    private static PostResult answered(int status) {
        return answered(status, null);
    }

    private static PostResult answered(int status, String retryAfter) {
        return new Answered(status, retryAfter, "", false, Duration.ZERO);
    }

    private static ClaimedDelivery claimed(int attempt) {
        return new ClaimedDelivery(
                new DeliveryId(new UUID(1, 2)),
                new SubscriptionId(new UUID(3, 4)),
                Lane.FRESH,
                false,
                attempt,
                false,
                MADE.atOffset(ZoneOffset.UTC),
                MADE,
                null,
                null);
    }
}
