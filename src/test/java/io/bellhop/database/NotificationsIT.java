package io.bellhop.database;

import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** What is told through the database is heard. */
@QuarkusTest
class NotificationsIT {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    @Inject
    Notifications notifications;

    @Inject
    Pool pool;

    @Test
    void everyListenerOfAChannelHears() {
        Semaphore first = listener();
        Semaphore second = listener();

        run("notify bellhop_venue");

        await().atMost(TIME_LIMIT).until(first::tryAcquire);
        await().atMost(TIME_LIMIT).until(second::tryAcquire);
    }

    @Test
    void listenersAreCalledAfterTheConnectionWasLostSinceTheyMayHaveMissedSomething() {
        Semaphore listener = listener();

        // Its last statement was to listen, or to ask whether the database is still there.
        run("select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' or query = 'select 1'");

        await().atMost(TIME_LIMIT).until(listener::tryAcquire);
        listener.drainPermits();
        run("notify bellhop_venue");
        await().atMost(TIME_LIMIT).until(listener::tryAcquire);
    }

    /** Of a channel that the application listens to. @return a permit for each call */
    private Semaphore listener() {
        Semaphore calls = new Semaphore(0);
        notifications.listen("bellhop_venue", calls::release);
        return calls;
    }

    private void run(String sql) {
        pool.query(sql).execute().await().atMost(TIME_LIMIT);
    }
}
