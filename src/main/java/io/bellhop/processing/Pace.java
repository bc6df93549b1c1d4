package io.bellhop.processing;

import io.bellhop.event.EventAppender;
import io.bellhop.processing.Batch.Result;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Consumer;

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
    }

    /** The next batch, and the rest after it, if any. @param committed is told of each transaction @return how many events */
    Uni<Integer> next(Consumer<Result> committed) {
        if (!appender.isUnderLoad()) {
            return batch.process(config.maxEvents(), committed);
        }
        long begun = System.nanoTime();
        return batch.process(config.maxEventsUnderLoad(), committed).call(events -> rest(System.nanoTime() - begun));
    }

    private Uni<Void> rest(long workedNanos) {
        long restNanos = (long) (workedNanos * (1 / config.shareUnderLoad() - 1));
        long bounded = Math.max(1, Math.min(restNanos, LONGEST_REST.toNanos()));
        return Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofNanos(bounded));
    }
}
