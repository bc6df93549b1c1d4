package io.bellhop.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/**
 * Makes the pool that everything is stored through. Of its connections none leads to a standby, and none is kept that PostgreSQL
 * no longer answers on.
 */
@Singleton
final class PrimaryPool implements PgPoolCreator {

    /** Of a machine that is gone nobody says so; the default is a minute. */
    private static final int CONNECT_MILLIS = 5000;

    /** For a connection. What comes by itself is bounded where it comes in; this is for whatever was not thought of. */
    private static final int MAX_WAITING = 1000;

    private final DatabaseConfig config;
    private volatile Vertx vertx;
    private volatile PgConnectOptions options;

    PrimaryPool(DatabaseConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        vertx = input.vertx();
        options = bounded(input.pgConnectOptionsList().get(0));
        return PgBuilder.pool()
                .with(lettingGo(input.poolOptions()).setMaxWaitQueueSize(MAX_WAITING))
                .connectingTo(options)
                .using(vertx)
                .withConnectHandler(PrimaryPool::admit)
                .build();
    }

    /** Connections not in use are let go before they are silent for so long that they are cut off, maybe just when one is wanted. */
    PoolOptions lettingGo(PoolOptions pool) {
        return pool.setIdleTimeout((int) config.silence().toMillis() / 2).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    private PgConnectOptions bounded(PgConnectOptions given) {
        // The copy leaves out what tells it of a pooler.
        PgConnectOptions bounded = new PgConnectOptions(given).setUseLayer7Proxy(given.getUseLayer7Proxy());
        // Of no use since PostgreSQL 12, and PgBouncer refuses who sends it.
        bounded.getProperties().remove("extra_float_digits");
        bounded.getProperties().put("application_name", "bellhop");
        bounded.setConnectTimeout(CONNECT_MILLIS);
        bounded.setReadIdleTimeout((int) config.silence().toMillis()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        return bounded;
    }

    /**
     * A connection to a standby is ended before anything else is asked on it. Without that, a pool that came to a demoted primary
     * would stay there: reading works, every write fails, and nothing closes a connection. No primary becomes a standby without
     * a restart, which ends its connections, so to ask once is enough; but for a pooler's, see {@link PrimaryOnly}. What the
     * server ends must not be given back, for it would be given to the next who asks.
     */
    private static void admit(SqlConnection connection) {
        connection.query(PrimaryOnly.LEAVE_STANDBY).execute().onComplete(asked -> {
            if (asked.succeeded() || !ConnectionEnd.isBy(asked.cause())) {
                connection.close();
            }
        });
    }

    /** Another address of the same database, with what else the pool's connections have: credentials, certificates, limits. */
    PgConnectOptions optionsOf(DatabaseUrl url) {
        return optionsOf(url, options);
    }

    static PgConnectOptions optionsOf(DatabaseUrl url, PgConnectOptions like) {
        PgConnectOptions address = PgConnectOptions.fromUri(url.url());
        PgConnectOptions other = new PgConnectOptions(like)
                .setHost(address.getHost())
                .setPort(address.getPort())
                .setDatabase(address.getDatabase())
                .setSslMode(address.getSslMode())
                .setHostnameVerificationAlgorithm(address.getSslMode() == SslMode.VERIFY_FULL ? "HTTPS" : "")
                .setUseLayer7Proxy(false)
                .setCachePreparedStatements(true);
        // What else is in the URL, but for what the client puts there by itself.
        address.getProperties().entrySet().stream()
                .filter(given -> !PgConnectOptions.DEFAULT_PROPERTIES.entrySet().contains(given))
                .forEach(given -> other.addProperty(given.getKey(), given.getValue()));
        return other;
    }

    /** A connection beside the pool, straight to PostgreSQL. Only once the pool has been used. */
    Future<PgConnection> connectDirectly() {
        return PgConnection.connect(
                vertx,
                config.directUrl()
                        .map(url -> optionsOf(DatabaseUrl.parse(DatabaseUrl.DIRECT, url)))
                        .orElse(options));
    }
}
