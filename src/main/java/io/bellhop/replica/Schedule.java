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

    private static final int LAST = 100;
    private static final int FIRST = 1;

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
