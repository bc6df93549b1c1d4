package io.bellhop.pull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts pulls as {@code bellhop_pulls_total} by outcome, and what they saw as {@code bellhop_pull_entries_total} by result:
 * {@code seen = new + known + failed}. Of the new ones, {@code bellhop_pull_missed_webhooks_total} should have come by
 * themselves.
 */
@Singleton
final class PullMetrics {

    private final MeterRegistry registry;
    private final Set<String> expected = ConcurrentHashMap.newKeySet();

    PullMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** From then on its counters are there, at zero, so that their first increase is seen as one. */
    void expect(String source, String feed) {
        if (expected.add(source + ' ' + feed)) {
            PullEnd.OUTCOMES.forEach(outcome -> pulls(source, feed, outcome));
            entries(source, feed, "new", 0);
            entries(source, feed, "known", 0);
            entries(source, feed, "failed", 0);
            missed(source, feed);
        }
    }

    void count(PullJob job, PullEnd end) {
        pulls(job.source(), job.feed(), end.outcome()).increment();
        entries(job.source(), job.feed(), "new", end.tally().added());
        entries(job.source(), job.feed(), "known", end.tally().known());
        entries(job.source(), job.feed(), "failed", end.tally().failed());
        missed(job.source(), job.feed()).increment(end.tally().missed());
    }

    private Counter pulls(String source, String feed, String outcome) {
        return Counter.builder("bellhop.pulls")
                .description("Walks through a feed, each once, by how it ended")
                .tag("source", source)
                .tag("feed", feed)
                .tag("outcome", outcome)
                .register(registry);
    }

    private void entries(String source, String feed, String result, int count) {
        Counter.builder("bellhop.pull.entries")
                .description("What pulls saw, each once, by what it was to us")
                .tag("source", source)
                .tag("feed", feed)
                .tag("result", result)
                .register(registry)
                .increment(count);
    }

    private Counter missed(String source, String feed) {
        return Counter.builder("bellhop.pull.missed.webhooks")
                .description("Of the new ones, those that a webhook should have told")
                .tag("source", source)
                .tag("feed", feed)
                .register(registry);
    }
}
