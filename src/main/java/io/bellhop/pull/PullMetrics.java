package io.bellhop.pull;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/**
 * Counts pulls as {@code bellhop_pulls_total} by outcome, and what they saw as {@code bellhop_pull_entries_total} by result:
 * {@code seen = new + known + failed}. Of the new ones, {@code bellhop_pull_missed_webhooks_total} should have come by
 * themselves.
 */
@Singleton
final class PullMetrics {

    private final MeterRegistry registry;

    PullMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(PullJob job, PullEnd end) {
        registry.counter("bellhop.pulls", "source", job.source(), "feed", job.feed(), "outcome", end.outcome())
                .increment();
        entries(job, "new", end.tally().added());
        entries(job, "known", end.tally().known());
        entries(job, "failed", end.tally().failed());
        registry.counter("bellhop.pull.missed.webhooks", "source", job.source(), "feed", job.feed())
                .increment(end.tally().missed());
    }

    private void entries(PullJob job, String result, int count) {
        registry.counter("bellhop.pull.entries", "source", job.source(), "feed", job.feed(), "result", result)
                .increment(count);
    }
}
