package io.bellhop.outbound;

import io.bellhop.outbound.ApiFailureException.Kind;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/** What stands between one source and its provider: retries around a call; around each attempt the host's breaker, a place, a time limit. */
final class Guards {

    private static final TypeLiteral<Uni<byte[]>> ANSWER = new TypeLiteral<>() {};

    private final String baseUrl;
    private final HostBreakers breakers;
    private final Guard call;
    private final Guard places;
    private final Guard time;
    private final Duration timeout;

    Guards(String baseUrl, HostBreakers breakers, OutboundConfig config) {
        this.baseUrl = baseUrl;
        this.breakers = breakers;
        this.timeout = config.timeout();
        OutboundConfig.Retry retry = config.retry();
        this.call = Guard.create()
                .withRetry()
                .maxRetries(retry.maxAttempts() - 1)
                .maxDuration(0, ChronoUnit.MILLIS) // each attempt is limited, and so are their number and their waits
                .whenException(failure -> mayHelp(failure, retry.maxRetryAfter()))
                .withCustomBackoff()
                .strategy(() -> new Backoff(retry.base(), retry.max(), RandomGenerator.getDefault()))
                .done()
                .done()
                .build();
        this.places = Guard.create()
                .withBulkhead()
                .limit(config.concurrency())
                .queueSize(config.queue())
                .done()
                .build();
        // Of its own: in one guard with the places, waiting for a place would count.
        this.time = Guard.create()
                .withTimeout()
                .duration(timeout.toMillis(), ChronoUnit.MILLIS)
                .done()
                .build();
    }

    private static boolean mayHelp(Throwable failure, Duration maxRetryAfter) {
        return failure instanceof ApiFailureException api
                && api.kind().isPassing()
                && api.retryAfter()
                        .filter(wait -> wait.compareTo(maxRetryAfter) > 0)
                        .isEmpty();
    }

    /** Until it succeeds, or trying again cannot help. */
    Uni<byte[]> again(Supplier<Uni<byte[]>> attempts) {
        return call.get(attempts, ANSWER);
    }

    /** One attempt, or none while the host is left alone. */
    Uni<byte[]> once(Supplier<Uni<byte[]>> request) {
        return breakers.attempt(
                baseUrl,
                () -> places.get(() -> time.get(request, ANSWER), ANSWER)
                        .onFailure(TimeoutException.class)
                        .transform(late -> new ApiFailureException(Kind.TIMEOUT, "no whole answer within " + timeout))
                        .onFailure(BulkheadException.class)
                        .transform(full -> new ApiFailureException(
                                Kind.QUEUE_FULL, "too many calls of this source wait already")));
    }
}
