package io.bellhop.ingress;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/**
 * Counts what the senders of requests that were not proved genuine were told: {@code not proved = whole + head + none}. The last were
 * answered 503, so they count among the webhooks as not kept, and the others as refused. One that was kept too late for its answer is
 * there nonetheless. And those that are gone since, by why: {@code dropped = accepted + unsigned + trimmed + expired}.
 */
@Singleton
final class RefusedMetrics {

    private final Counter whole;
    private final Counter head;
    private final Counter none;
    private final Counter accepted;
    private final Counter unsigned;
    private final Counter trimmed;
    private final Counter expired;

    RefusedMetrics(MeterRegistry registry) {
        this.whole = kept(registry, "whole");
        this.head = kept(registry, "head");
        this.none = kept(registry, "none");
        this.accepted = dropped(registry, "accepted");
        this.unsigned = dropped(registry, "unsigned");
        this.trimmed = dropped(registry, "trimmed");
        this.expired = dropped(registry, "expired");
    }

    private static Counter kept(MeterRegistry registry, String what) {
        return Counter.builder("bellhop.refused.requests")
                .description("Requests not proved genuine, by how much of each was kept for a second look")
                .tag("kept", what)
                .register(registry);
    }

    private static Counter dropped(MeterRegistry registry, String reason) {
        return Counter.builder("bellhop.refused.requests.dropped")
                .description("Kept refused requests that are gone: too many of the source's, or too old")
                .tag("reason", reason)
                .register(registry);
    }

    void kept(boolean complete) {
        (complete ? whole : head).increment();
    }

    void notKept() {
        none.increment();
    }

    /** One too many. Only what a provider may have signed, and nobody has accepted, is lost. */
    void trimmed(boolean wasAccepted, boolean cameUnsigned) {
        (wasAccepted ? accepted : cameUnsigned ? unsigned : trimmed).increment();
    }

    void expired(int count) {
        expired.increment(count);
    }
}
