package io.bellhop.replica;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Begins what is done from time to time once everything has started, and ends it before anything stops. */
@Singleton
final class Schedule {

    private static final int FIRST = 1;

    /** After those without a priority, too. */
    private static final int LAST = Integer.MAX_VALUE;

    private final Scheduler scheduler;

    Schedule(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void start(@Observes @Priority(LAST) StartupEvent event) {
        scheduler.resume();
    }

    void stop(@Observes @Priority(FIRST) ShutdownEvent event) {
        scheduler.pause();
    }
}
