package io.bellhop.outbound;

import io.bellhop.outbound.ApiFailureException.Kind;
import io.bellhop.provider.ApiCall;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * What stands between one source and its provider: retries around a call; around each attempt the host's breaker; around each
 * request a place and a time limit. Each is a guard of its own, since in one with the time limit all that is waited for counts.
 */
final class Guards {

    private static final TypeLiteral<Uni<byte[]>> ANSWER = new TypeLiteral<>() {};

    private final String baseUrl;
    private final HostBreakers breakers;
    private final Guard repeated;
    private final Guard once;
    private final Guard places;
    private final Guard time;
    private final Duration timeout;
    private final Duration maxWait;

    Guards(String baseUrl, HostBreakers breakers, OutboundConfig config) {
        this.baseUrl = baseUrl;
        this.breakers = breakers;
        this.timeout = config.timeout();
        this.maxWait = config.retry().maxRetryAfter();
        this.repeated = retries(config.retry(), Kind::isPassing);
        this.once = retries(config.retry(), Kind::hasDoneNothing);
        this.places = Guard.create()
                .withDescription("api place")
                .withBulkhead()
                .limit(config.concurrency())
                .queueSize(config.queue())
                .done()
                .build();
        this.time = Guard.create()
                .withDescription("api request")
                .withTimeout()
                .duration(timeout.toMillis(), ChronoUnit.MILLIS)
                .done()
                .build();
    }

    private static Guard retries(OutboundConfig.Retry retry, Predicate<Kind> mayHelp) {
        return Guard.create()
                .withDescription("api call")
                .withRetry()
                .maxRetries(retry.maxAttempts() - 1)
                .maxDuration(0, ChronoUnit.MILLIS) // each attempt is limited, and so are their number and their waits
                .whenException(failure -> failure instanceof ApiFailureException api
                        && mayHelp.test(api.kind())
                        && api.retryAfter()
                                .filter(wait -> wait.compareTo(retry.maxRetryAfter()) > 0)
                                .isEmpty())
                .withCustomBackoff()
                .strategy(() -> new Backoff(retry.base(), retry.max(), RandomGenerator.getDefault()))
                .done()
                .done()
                .build();
    }

    /** For longer nothing waits, whether the provider asks for it or the limits do. */
    Duration maxWait() {
        return maxWait;
    }

    /** Until it succeeds, or trying again cannot help. */
    Uni<byte[]> again(ApiCall call, Supplier<Uni<byte[]>> attempts) {
        return (call.once() ? once : repeated).get(attempts, ANSWER);
    }

    /** One attempt, or none while the host is left alone. */
    Uni<byte[]> unlessOpen(Supplier<Uni<byte[]>> attempt) {
        return breakers.attempt(baseUrl, attempt);
    }

    /** One request, when there is a place for it. */
    Uni<byte[]> request(Supplier<Uni<byte[]>> request) {
        return places.get(() -> time.get(request, ANSWER), ANSWER)
                .onFailure(TimeoutException.class)
                .transform(late -> new ApiFailureException(Kind.TIMEOUT, "no whole answer within " + timeout))
                .onFailure(BulkheadException.class)
                .transform(
                        full -> new ApiFailureException(Kind.QUEUE_FULL, "too many calls of this source wait already"));
    }
}
