package io.bellhop.processing;

import io.bellhop.event.EventAppender;
import io.bellhop.processing.Batch.Result;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Processes batch after batch as fast as it goes, but leaves the machine to webhooks while many come in. */
@Singleton
final class Pace {

    /** A batch that was held up must not hold up the next as many times longer. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    private final Batch batch;
    private final EventAppender appender;
    private final ProcessingConfig config;

    Pace(Batch batch, EventAppender appender, ProcessingConfig config) {
        this.batch = batch;
        this.appender = appender;
        this.config = config;
        requirePositive("max-events", config.maxEvents());
        requirePositive("max-events-under-load", config.maxEventsUnderLoad());
        requirePositive("in-flight", config.inFlight());
        requirePositive("max-attempts", config.maxAttempts());
        requirePositive("retry-delay", config.retryDelay().toMillis());
        requirePositive("time-limit", config.timeLimit().toMillis() / 4);
        if (config.shareUnderLoad() <= 0 || config.shareUnderLoad() > 1) {
            throw new IllegalArgumentException("bellhop.processing.share-under-load is " + config.shareUnderLoad()
                    + ", but is more than 0 and 1 at most");
        }
    }

    private static void requirePositive(String setting, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("bellhop.processing." + setting + " is too small; it is positive");
        }
    }

    /** The next batch, and the rest after it, if any. */
    Uni<Result> next() {
        if (!appender.isUnderLoad()) {
            return batch.process(config.maxEvents());
        }
        long begun = System.nanoTime();
        return batch.process(config.maxEventsUnderLoad()).call(result -> rest(System.nanoTime() - begun));
    }

    private Uni<Void> rest(long workedNanos) {
        long restNanos = (long) (workedNanos * (1 / config.shareUnderLoad() - 1));
        long bounded = Math.max(1, Math.min(restNanos, LONGEST_REST.toNanos()));
        return Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofNanos(bounded));
    }
}
