package io.bellhop.outbound;

import io.bellhop.outbound.ApiFailureException.Kind;
import io.bellhop.telemetry.Figure;
import io.bellhop.telemetry.Figures;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/** Leaves a host alone that does not answer, whichever of the sources there ask for it. */
@Singleton
final class HostBreakers {

    private static final Logger LOG = Logger.getLogger(HostBreakers.class);

    private static final TypeLiteral<Uni<byte[]>> ANSWER = new TypeLiteral<>() {};

    /**
     * Within so long a provider that has failed is asked again, by a pull that failed and waits; a breaker stays open until then,
     * and for ever if nobody asks any more. It is told as long as a figure that is looked up so often.
     */
    private static final Duration ASKED_AGAIN = Duration.ofMinutes(20);

    private final OutboundConfig config;
    private final Figures figures;
    private final Map<String, Breaker> byHost = new ConcurrentHashMap<>();

    HostBreakers(OutboundConfig config, Figures figures) {
        this.config = config;
        this.figures = figures;
    }

    /** Of one host. */
    private static final class Breaker {

        private final Figure open;
        private Guard guard;
        private volatile CircuitBreakerState state = CircuitBreakerState.CLOSED;

        Breaker(Figure open) {
            this.open = open;
        }

        void tell() {
            open.tell(state == CircuitBreakerState.CLOSED ? 0 : 1);
        }
    }

    /** Fails with {@link Kind#BREAKER_OPEN}, without an attempt, while the host is left alone. */
    Uni<byte[]> attempt(String baseUrl, Supplier<Uni<byte[]>> attempt) {
        String host = URI.create(baseUrl).getRawAuthority();
        Breaker breaker = byHost.computeIfAbsent(host, this::breaker);
        return breaker.guard
                .get(attempt, ANSWER)
                .onTermination()
                .invoke(breaker::tell)
                .onFailure(CircuitBreakerOpenException.class)
                .transform(open -> new ApiFailureException(
                        Kind.BREAKER_OPEN, "not asked: " + host + " has failed too often just now"));
    }

    /** What stands between one source and its provider. */
    Guards guards(String baseUrl) {
        return new Guards(baseUrl, this, config);
    }

    private Breaker breaker(String host) {
        OutboundConfig.Breaker limits = config.breaker();
        Breaker breaker = new Breaker(figures.of(
                "bellhop.api.breaker.open",
                "1 while the host is left alone, or only tried",
                ASKED_AGAIN,
                "host",
                host));
        breaker.guard = Guard.create()
                .withDescription("api host")
                .withCircuitBreaker()
                .requestVolumeThreshold(limits.volume())
                .failureRatio(limits.failureRatio())
                .delay(limits.delay().toMillis(), ChronoUnit.MILLIS)
                .successThreshold(limits.successes())
                .when(failure ->
                        failure instanceof ApiFailureException api && api.kind().isHosts())
                .onStateChange(next -> {
                    breaker.state = next;
                    LOG.warnf("api.breaker host=%s state=%s", host, next);
                })
                .done()
                .build();
        return breaker;
    }
}
