package io.bellhop.outbound;

import io.bellhop.outbound.ApiFailureException.Kind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/** Leaves a host alone that does not answer, whichever of the sources there ask for it. */
@Singleton
final class HostBreakers {

    private static final Logger LOG = Logger.getLogger(HostBreakers.class);

    private static final TypeLiteral<Uni<byte[]>> ANSWER = new TypeLiteral<>() {};

    private final OutboundConfig config;
    private final MeterRegistry registry;
    private final Map<String, Breaker> byHost = new ConcurrentHashMap<>();

    HostBreakers(OutboundConfig config, MeterRegistry registry) {
        this.config = config;
        this.registry = registry;
    }

    private record Breaker(Guard guard, AtomicReference<CircuitBreakerState> state) {}

    /** Fails with {@link Kind#BREAKER_OPEN}, without an attempt, while the host is left alone. */
    Uni<byte[]> attempt(String baseUrl, Supplier<Uni<byte[]>> attempt) {
        String host = URI.create(baseUrl).getRawAuthority();
        return byHost.computeIfAbsent(host, this::breaker)
                .guard()
                .get(attempt, ANSWER)
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
        AtomicReference<CircuitBreakerState> state = new AtomicReference<>(CircuitBreakerState.CLOSED);
        Guard guard = Guard.create()
                .withDescription("api host")
                .withCircuitBreaker()
                .requestVolumeThreshold(limits.volume())
                .failureRatio(limits.failureRatio())
                .delay(limits.delay().toMillis(), ChronoUnit.MILLIS)
                .successThreshold(limits.successes())
                .when(failure ->
                        failure instanceof ApiFailureException api && api.kind().isHosts())
                .onStateChange(next -> {
                    state.set(next);
                    LOG.warnf("api.breaker host=%s state=%s", host, next);
                })
                .done()
                .build();
        Gauge.builder("bellhop.api.breaker.open", state, now -> now.get() == CircuitBreakerState.CLOSED ? 0 : 1)
                .description("1 while the host is left alone, or only tried")
                .tag("host", host)
                .strongReference(true)
                .register(registry);
        return new Breaker(guard, state);
    }
}
