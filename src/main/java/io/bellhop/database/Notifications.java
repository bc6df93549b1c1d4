package io.bellhop.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Hears what other replicas tell through PostgreSQL's NOTIFY, on one connection that it holds and finds again when lost.
 * A notification sent meanwhile is missed, so every listener is also called after each reconnection.
 */
@Singleton
public final class Notifications {

    private static final Logger LOG = Logger.getLogger(Notifications.class);
    private static final long RECONNECT_MILLIS = 1000;

    /** In what may be silent for so long, it is asked so often whether it is still there. */
    private static final int BEATS = 3;

    private final Vertx vertx;
    private final PrimaryPool primary;
    private final long beatMillis;
    private final Map<String, List<Runnable>> listeners = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private volatile boolean listening;
    private volatile PgConnection held;

    Notifications(Vertx vertx, PrimaryPool primary, DatabaseConfig config, MeterRegistry metrics) {
        this.vertx = vertx;
        this.primary = primary;
        this.beatMillis = config.silence().toMillis() / BEATS;
        Gauge.builder("bellhop.notifications.connected", () -> listening ? 1 : 0)
                .description(
                        "1 while this replica hears what others tell; while it does not, it looks from time to time")
                .register(metrics);
    }

    /**
     * Calls the listener whenever something is notified on the channel, or may have been. The channel's first has to be
     * registered before or while the application starts.
     *
     * @param channel a plain lower-case SQL name
     * @param listener called on an event loop; must not block
     */
    public void listen(String channel, Runnable listener) {
        listeners
                .computeIfAbsent(channel, unheard -> new CopyOnWriteArrayList<>())
                .add(listener);
    }

    void start(@Observes @Priority(90) StartupEvent event) {
        connect();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        PgConnection connection = held;
        if (connection != null) {
            connection.close();
        }
    }

    private void connect() {
        primary.connectDirectly().onSuccess(this::listen).onFailure(this::retry);
    }

    /** Whatever goes wrong, this connection is closed, and only its closing leads to another. */
    private void listen(PgConnection connection) {
        held = connection;
        connection.notificationHandler(
                notification -> listeners.get(notification.getChannel()).forEach(Runnable::run));
        AtomicBoolean left = new AtomicBoolean();
        long beat = vertx.setPeriodic(
                beatMillis, timer -> connection.query("select 1").execute());
        Handler<Throwable> leave = reason -> {
            if (left.compareAndSet(false, true)) {
                vertx.cancelTimer(beat);
                listening = false;
                connection.close();
                retry(reason);
            }
        };
        connection.closeHandler(closed -> leave.handle(null));
        connection
                .query(statements())
                .execute()
                .onSuccess(done -> {
                    listening = !left.get();
                    listeners.values().forEach(heard -> heard.forEach(Runnable::run));
                })
                .onFailure(leave);
    }

    private String statements() {
        StringBuilder statements = new StringBuilder();
        listeners
                .keySet()
                .forEach(channel -> statements.append("listen ").append(channel).append(';'));
        return statements.toString();
    }

    private void retry(Throwable reason) {
        if (!stopped) {
            LOG.warnf("notifications.lost retry_in_ms=%d reason=%s", RECONNECT_MILLIS, reason);
            vertx.setTimer(RECONNECT_MILLIS, timer -> connect());
        }
    }
}
