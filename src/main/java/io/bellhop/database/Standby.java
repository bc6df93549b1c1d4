package io.bellhop.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** A standby to read from, left alone for a while when it does not answer. */
final class Standby {

    private static final Logger LOG = Logger.getLogger(Standby.class);

    /** Lists take a tenth of it. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(2);

    private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

    private final Pool pool;
    private volatile boolean away;
    private volatile long awaySince;

    private Standby(Pool pool) {
        this.pool = pool;
    }

    /** Empty if none is configured. */
    static Optional<Standby> of(DatabaseConfig config, PrimaryPool primary, Vertx vertx) {
        return config.replicaUrl().map(url -> {
            DatabaseUrl address = DatabaseUrl.parse(DatabaseUrl.REPLICA, url);
            PgConnectOptions options = authenticated(primary.optionsOf(address), config, address);
            PoolOptions size = primary.lettingGo(new PoolOptions().setMaxSize(config.replicaConnections()));
            return new Standby(Pool.newInstance(PgBuilder.pool()
                    .with(size)
                    .connectingTo(options)
                    .using(vertx)
                    .build()));
        });
    }

    /** The settings before what stands in the URL, as for the primary; without either, the primary's. */
    static PgConnectOptions authenticated(PgConnectOptions options, DatabaseConfig config, DatabaseUrl url) {
        config.replicaUsername().or(() -> Optional.ofNullable(url.username())).ifPresent(options::setUser);
        config.replicaPassword().or(() -> Optional.ofNullable(url.password())).ifPresent(options::setPassword);
        return options;
    }

    /** Whether it is worth asking. */
    boolean isThere() {
        return !away || System.nanoTime() - awaySince > LEFT_ALONE.toNanos();
    }

    /** Fails soon if it does not answer, and then is not there for a while. */
    Uni<RowSet<Row>> query(String sql, Tuple arguments) {
        return pool.preparedQuery(sql)
                .execute(arguments)
                .ifNoItem()
                .after(TIME_LIMIT)
                .fail()
                .invoke(this::noteAnswer)
                .onFailure()
                .invoke(this::noteFailure);
    }

    private void noteAnswer() {
        if (away) {
            away = false;
            LOG.info("standby.back");
        }
    }

    /** A statement that it refused says nothing of itself: it may lag behind a migration, or have needed the row's place. */
    private void noteFailure(Throwable failure) {
        if (!ConnectionEnd.isBy(failure)) {
            LOG.debugf("standby.refused reason=%s", FaultTrace.reason(failure));
            return;
        }
        if (!away) {
            LOG.warnf("standby.away read_from=primary retry_in_ms=%d reason=%s", LEFT_ALONE.toMillis(), failure);
        }
        awaySince = System.nanoTime();
        away = true;
    }
}
