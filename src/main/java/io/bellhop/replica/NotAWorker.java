package io.bellhop.replica;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.inject.Singleton;

/** Keeps scheduled work to the processes that are there for it. */
@Singleton
public final class NotAWorker implements Scheduled.SkipPredicate {

    private final Replica replica;

    NotAWorker(Replica replica) {
        this.replica = replica;
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return !replica.isWorker();
    }
}
