package io.bellhop.processing;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One batch after the other, for as long as there are any. */
final class Lane {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Supplier<Uni<Integer>> batch;
    private final IntConsumer ended;
    private final Consumer<Throwable> failed;
    private final BooleanSupplier stopping;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean toldMeanwhile;
    private volatile CompletableFuture<Void> round = CompletableFuture.completedFuture(null);

    /** @param batch gives the number of its events @param ended told of it @param stopping asked after each batch */
    Lane(Supplier<Uni<Integer>> batch, IntConsumer ended, Consumer<Throwable> failed, BooleanSupplier stopping) {
        this.batch = batch;
        this.ended = ended;
        this.failed = failed;
        this.stopping = stopping;
    }

    /** Returns at once. What is told while it runs is looked for once more before it rests. */
    void wake() {
        toldMeanwhile = true;
        if (stopping.getAsBoolean() || !running.compareAndSet(false, true)) {
            return;
        }
        CompletableFuture<Void> ended = new CompletableFuture<>();
        round = ended;
        toldMeanwhile = false;
        run().onFailure()
                .invoke(failed)
                // The database is most likely away: being told of more events is no reason to ask it at once.
                .onFailure()
                .call(failure -> Uni.createFrom().voidItem().onItem().delayIt().by(PAUSE))
                .subscribe()
                .with(done -> end(ended), failure -> end(ended));
    }

    private void end(CompletableFuture<Void> ended) {
        running.set(false);
        ended.complete(null);
        if (toldMeanwhile) {
            wake();
        }
    }

    /** Until there is nothing, or it is to stop. @return how many events were processed or failed */
    Uni<Integer> run() {
        return Uni.createFrom()
                .deferred(batch::get)
                .invoke(ended::accept)
                .repeat()
                .whilst(events -> events > 0 && !stopping.getAsBoolean())
                .collect()
                .with(Collectors.summingInt(Integer::intValue));
    }

    /** Completes when the batch at hand has ended. */
    CompletableFuture<Void> round() {
        return round;
    }
}
