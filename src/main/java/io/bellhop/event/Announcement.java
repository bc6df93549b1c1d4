package io.bellhop.event;

import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Tells every replica that there are events to process, soon after they are committed, once for all that are committed
 * meanwhile. Not in the statements that store them: PostgreSQL lets only one transaction at a time commit a notification. One
 * that is lost is made up for by whoever processes, who looks from time to time.
 */
@Singleton
final class Announcement {

    private static final Logger LOG = Logger.getLogger(Announcement.class);
    private static final Duration SOON = Duration.ofMillis(20);

    private final Vertx vertx;
    private final Pool pool;
    private final AtomicBoolean due = new AtomicBoolean();

    Announcement(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    /** Returns at once. */
    void announce() {
        if (due.compareAndSet(false, true)) {
            vertx.setTimer(SOON.toMillis(), timer -> {
                due.set(false);
                pool.query("notify bellhop_event")
                        .execute()
                        .subscribe()
                        .with(told -> {}, failure -> LOG.debugf("announcement.failed reason=%s", failure));
            });
        }
    }
}
