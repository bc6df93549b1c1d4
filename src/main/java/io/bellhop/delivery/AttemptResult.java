package io.bellhop.delivery;

import io.bellhop.outbound.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one attempt came to. */
sealed interface AttemptResult {

    /** No request was made: the hosts are left alone for a while. It does not count as an attempt. */
    record Parked() implements AttemptResult {}

    /** There is nothing to send any more. @param reason as {@link Reason} says */
    record NothingToSend(String reason) implements AttemptResult {}

    /** @param exchanges one, or a second with the fallback if the first had failed or its host was left alone; never empty */
    record Made(List<Exchange> exchanges) implements AttemptResult {

        public Made {
            exchanges = List.copyOf(exchanges);
        }

        Exchange last() {
            return exchanges.get(exchanges.size() - 1);
        }

        boolean delivered() {
            return last().succeeded();
        }

        /** The callback says that it wants no more; a fallback that says so does not speak for it. */
        boolean gone() {
            return !delivered() && exchanges.stream().anyMatch(one -> one.target() == Target.CALLBACK && one.gone());
        }

        /** How long the callback asks to be left alone; the fallback only if the callback was not asked. A day at most. */
        Optional<Duration> retryAfter(Instant now) {
            return exchanges.get(0).answer().flatMap(answer -> RetryAfter.parse(answer.retryAfter(), now));
        }
    }
}
