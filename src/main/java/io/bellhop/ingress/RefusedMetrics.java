package io.bellhop.ingress;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/**
 * Counts what became of the requests that were not proved genuine: {@code not proved = whole + head + none}. The last were answered
 * 503, so they count among the webhooks as shed, and the others as refused. And those that were dropped since:
 * {@code kept = whole + head − dropped}.
 */
@Singleton
final class RefusedMetrics {

    private final Counter whole;
    private final Counter head;
    private final Counter none;
    private final Counter trimmed;
    private final Counter expired;

    RefusedMetrics(MeterRegistry registry) {
        this.whole = kept(registry, "whole");
        this.head = kept(registry, "head");
        this.none = kept(registry, "none");
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

    void trimmed(int count) {
        trimmed.increment(count);
    }

    void expired(int count) {
        expired.increment(count);
    }
}
