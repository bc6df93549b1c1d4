package io.bellhop.bench;

/**
 * One counted run.
 *
 * @param commits transactions that wrote
 * @param walBytes written ahead
 * @param waiting events stored that were not processed yet when it ended
 */
record Measurement(
        Variant variant, int round, Outcome outcome, CpuTimes cpu, long commits, long walBytes, long waiting) {

    double perSecond() {
        return outcome.perSecond();
    }

    double gatewayMicrosEach() {
        return cpu.gateway() * 1e6 / outcome.events();
    }

    double postgresMicrosEach() {
        return cpu.postgres() * 1e6 / outcome.events();
    }

    double generatorMicrosEach() {
        return cpu.generator() * 1e6 / outcome.events();
    }

    /** Of the events stored, those processed meanwhile, too. */
    double processedPerSecond() {
        return perSecond() * (outcome.events() - waiting) / outcome.events();
    }

    double eventsPerCommit() {
        return (double) outcome.events() / commits;
    }

    double walBytesEach() {
        return (double) walBytes / outcome.events();
    }

    /** Latency; not a number for pgbench. */
    double millisAt(double percentile) {
        return outcome.micros()
                .map(histogram -> histogram.getValueAtPercentile(percentile) / 1e3)
                .orElse(Double.NaN);
    }
}
