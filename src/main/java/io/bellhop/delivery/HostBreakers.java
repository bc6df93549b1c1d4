package io.bellhop.delivery;

import io.bellhop.egress.CallbackUrl;
import io.bellhop.egress.Failure;
import io.bellhop.egress.PostResult;
import io.bellhop.egress.PostResult.Answered;
import io.bellhop.egress.PostResult.Failed;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Singleton;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/** Leaves a host alone for a while that does not answer, or only with its own failures, whichever subscriptions go there. */
@Singleton
final class HostBreakers {

    private static final Logger LOG = Logger.getLogger(HostBreakers.class);
    private static final TypeLiteral<Uni<PostResult>> RESULT = new TypeLiteral<>() {};

    /** Not the host's failures: nothing was sent to it. */
    private static final Set<Failure> OURS = Set.of(Failure.INVALID_REQUEST, Failure.FORBIDDEN_ADDRESS);

    private final DeliveryConfig.Breaker config;
    private final Map<String, Breaker> byHost = new ConcurrentHashMap<>();

    HostBreakers(DeliveryConfig config, MeterRegistry metrics) {
        this.config = config.breaker();
        metrics.gauge(
                "bellhop.delivery.breakers.open",
                byHost,
                breakers -> breakers.values().stream()
                        .filter(breaker -> breaker.state != CircuitBreakerState.CLOSED)
                        .count());
    }

    /** Of one host. */
    private static final class Breaker {

        private Guard guard;
        private volatile CircuitBreakerState state = CircuitBreakerState.CLOSED;
        private volatile long openedAt;
    }

    /** So that the guard counts it. */
    private static final class HostFailure extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient PostResult result;

        HostFailure(PostResult result) {
            super(null, null, false, false);
            this.result = result;
        }
    }

    /** Empty, without a request, while the host is left alone. */
    Uni<Optional<PostResult>> unlessOpen(CallbackUrl url, Supplier<Uni<PostResult>> post) {
        Supplier<Uni<PostResult>> counted = () -> post.get().map(result -> {
            if (isHosts(result)) {
                throw new HostFailure(result);
            }
            return result;
        });
        return breaker(url)
                .guard
                .get(counted, RESULT)
                .onFailure(HostFailure.class)
                .recoverWithItem(failure -> failure.result)
                .map(Optional::of)
                .onFailure(CircuitBreakerOpenException.class)
                .recoverWithItem(Optional.empty());
    }

    /** That an answer refuses the request says nothing against its host; nor does that we must not connect to it. */
    private static boolean isHosts(PostResult result) {
        return result instanceof Answered answered
                ? answered.status() >= 500
                : !OURS.contains(((Failed) result).failure());
    }

    /** How many requests the host may be sent now: all, one to try it with, or none. */
    int places(CallbackUrl url, int all) {
        Breaker breaker = breaker(url);
        return switch (breaker.state) {
            case CLOSED -> all;
            case HALF_OPEN -> Math.min(1, all);
            case OPEN -> System.nanoTime() - breaker.openedAt < config.delay().toNanos() ? 0 : Math.min(1, all);
        };
    }

    private Breaker breaker(CallbackUrl url) {
        return byHost.computeIfAbsent(url.host() + ':' + url.port(), this::make);
    }

    private Breaker make(String host) {
        Breaker breaker = new Breaker();
        breaker.guard = Guard.create()
                .withDescription("delivery host")
                .withCircuitBreaker()
                .requestVolumeThreshold(config.volume())
                .failureRatio(config.failureRatio())
                .delay(config.delay().toMillis(), ChronoUnit.MILLIS)
                .successThreshold(config.successes())
                .when(HostFailure.class::isInstance)
                .onStateChange(next -> {
                    breaker.openedAt = System.nanoTime();
                    breaker.state = next;
                    LOG.warnf("delivery.breaker host=%s state=%s", host, next);
                })
                .done()
                .build();
        return breaker;
    }
}
