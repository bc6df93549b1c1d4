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

    /** A host that is left alone is tried after each delay, as long as something is to be sent to it. */
    private static final int DELAYS_REMEMBERED = 10;

    private final DeliveryConfig.Breaker config;
    private final long rememberedNanos;
    private final Map<String, Breaker> byHost = new ConcurrentHashMap<>();

    HostBreakers(DeliveryConfig config, MeterRegistry metrics) {
        this.config = config.breaker();
        this.rememberedNanos =
                this.config.delay().multipliedBy(DELAYS_REMEMBERED).toNanos();
        metrics.gauge(
                "bellhop.delivery.breakers.open",
                byHost,
                breakers -> breakers.values().stream()
                        .filter(breaker -> breaker.state != CircuitBreakerState.CLOSED && !isForgotten(breaker))
                        .count());
    }

    /** Of one host. */
    private static final class Breaker {

        private Guard guard;
        private volatile CircuitBreakerState state = CircuitBreakerState.CLOSED;
        private volatile long openedAt;
        private volatile long askedAt;
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
        if (!byHost.containsKey(host(url))) {
            byHost.values().removeIf(this::isForgotten);
        }
        Breaker breaker = byHost.computeIfAbsent(host(url), this::make);
        breaker.askedAt = System.nanoTime();
        return breaker.guard
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
        Breaker breaker = byHost.get(host(url));
        if (breaker == null) {
            return all;
        }
        return switch (breaker.state) {
            case CLOSED -> all;
            case HALF_OPEN -> Math.min(1, all);
            case OPEN -> System.nanoTime() - breaker.openedAt < config.delay().toNanos() ? 0 : Math.min(1, all);
        };
    }

    private static String host(CallbackUrl url) {
        return url.host() + ':' + url.port();
    }

    /** One that nobody sends anything to any more stays as it was, for only an answer closes it: it counts no longer. */
    private boolean isForgotten(Breaker breaker) {
        return System.nanoTime() - breaker.askedAt > rememberedNanos;
    }

    private Breaker make(String host) {
        Breaker breaker = new Breaker();
        breaker.askedAt = System.nanoTime();
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
