package io.bellhop.database;

import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Tells every replica that there is something to do, soon after it was committed, once for all that is committed meanwhile. Not
 * in the statements that store it: PostgreSQL lets only one transaction at a time commit a notification. One that is lost is made
 * up for by whoever works on it, who looks from time to time.
 */
@Singleton
public final class Announcements {

    private static final Logger LOG = Logger.getLogger(Announcements.class);
    private static final Duration SOON = Duration.ofMillis(20);

    private final Vertx vertx;
    private final Pool pool;
    private final Map<String, AtomicBoolean> due = new ConcurrentHashMap<>();

    Announcements(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    /** Returns at once. @param channel as {@link Notifications} listens to */
    public void announce(String channel) {
        AtomicBoolean announced = due.computeIfAbsent(channel, unheard -> new AtomicBoolean());
        if (announced.compareAndSet(false, true)) {
            vertx.setTimer(SOON.toMillis(), timer -> {
                announced.set(false);
                pool.query("notify " + channel)
                        .execute()
                        .subscribe()
                        .with(told -> {}, failure -> LOG.debugf("announcement.failed reason=%s", failure));
            });
        }
    }
}
