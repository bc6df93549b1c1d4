package io.bellhop.ingress;

import io.bellhop.database.Notifications;
import io.bellhop.provider.Providers;
import io.bellhop.provider.SourceSettings;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The active sources, in memory: a request, whoever sends it, never asks the database who it is for. Every replica hears of
 * a change through a notification.
 */
@Singleton
public final class Sources {

    static final String CHANNEL = "bellhop_source";

    private static final Logger LOG = Logger.getLogger(Sources.class);
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    private static final String ACTIVE = "select name, provider, settings, secrets from source where active";

    private final Pool pool;
    private final Providers providers;
    private final SourceSecrets secrets;
    private final WebhookMetrics metrics;
    private final AtomicLong reloads = new AtomicLong();
    private long takenOver;
    private volatile Map<String, ActiveSource> active = Map.of();

    Sources(Pool pool, Providers providers, SourceSecrets secrets, WebhookMetrics metrics) {
        this.pool = pool;
        this.providers = providers;
        this.secrets = secrets;
        this.metrics = metrics;
    }

    void start(
            @Observes @Priority(40) StartupEvent event,
            ConfiguredSources configured,
            SourceCheck check,
            Notifications notifications) {
        configured.write();
        reload().await().atMost(TIME_LIMIT);
        // Written when TLS still ended here. The others are served all the same.
        active.values().stream().filter(check::refusesAll).forEach(Sources::tellThatItRefusesAll);
        LOG.infof("sources.ready names=%s", new TreeSet<>(active.keySet()));
        notifications.listen(
                CHANNEL,
                () -> reload().subscribe()
                        .with(done -> {}, failure -> LOG.errorf("sources.not_reloaded reason=%s", failure)));
    }

    private static void tellThatItRefusesAll(ActiveSource source) {
        LOG.errorf(
                "source.refuses_all source=%s: its setting client-certificate needs bellhop.tls.client-authorities",
                source.name());
    }

    Optional<ActiveSource> named(String name) {
        return Optional.ofNullable(active.get(name));
    }

    /** Takes over what the database now has, all of it or, if one source cannot be used, nothing. */
    public Uni<Void> reload() {
        // Of two at once, the one that began later has seen more, whichever ends first.
        return Uni.createFrom().deferred(() -> {
            long begun = reloads.incrementAndGet();
            return pool.query(ACTIVE)
                    .execute()
                    .invoke(rows -> takeOver(begun, rows))
                    .replaceWithVoid();
        });
    }

    private void takeOver(long begun, Iterable<Row> rows) {
        Map<String, ActiveSource> loaded = new HashMap<>();
        for (Row row : rows) {
            ActiveSource source = source(row);
            loaded.put(source.name(), source);
            metrics.expect(source.name());
        }
        synchronized (this) {
            if (begun > takenOver) {
                takenOver = begun;
                active = Map.copyOf(loaded);
            }
        }
        LOG.debugf("sources.loaded active=%d", loaded.size());
    }

    /** For a notification that was lost on its way. */
    @Scheduled(every = "1m", delayed = "1m", identity = "sources")
    Uni<Void> reloadAnyway() {
        return reload();
    }

    private ActiveSource source(Row row) {
        String name = row.getString("name");
        try {
            Map<String, String> settings = new HashMap<>();
            row.get(JsonObject.class, "settings")
                    .forEach(entry -> settings.put(entry.getKey(), (String) entry.getValue()));
            return ActiveSource.of(
                    name,
                    providers.named(row.getString("provider")),
                    new SourceSettings(settings),
                    secrets.open(name, row.get(Buffer.class, "secrets").getBytes()));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("source " + name + " cannot be used: " + e.getMessage(), e);
        }
    }
}
