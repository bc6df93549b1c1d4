package io.bellhop.database;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jboss.logging.Logger;

/** Before anything else starts: the embedded server, if no database is configured, then the schema. */
@ApplicationScoped
final class DatabaseStart {

    /** What settings alone can refuse comes before this, observers that need the schema after. */
    static final int FIRST = 2;

    private static final Logger LOG = Logger.getLogger(DatabaseStart.class);
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    private final DatabaseConfig database;
    private final EmbeddedPostgresConfig embedded;
    private final Flyway flyway;
    private final Pool pool;
    private EmbeddedPostgresServer server;

    DatabaseStart(DatabaseConfig database, EmbeddedPostgresConfig embedded, Flyway flyway, Pool pool) {
        this.database = database;
        this.embedded = embedded;
        this.flyway = flyway;
        this.pool = pool;
    }

    void start(@Observes @Priority(FIRST) StartupEvent event) {
        if (database.embedded()) {
            startEmbedded();
        }
        switch (database.migrate()) {
            case AT_START -> migrate();
            case ONLY -> {
                migrate();
                throw new MigratedException();
            }
            case NEVER -> requireSchema();
        }
        requireDurableCommits();
    }

    private void migrate() {
        try {
            ready(flyway.migrate().migrationsExecuted);
        } catch (FlywayException e) {
            throw new UnusableDatabaseException(
                    "the schema cannot be brought up to date in the "
                            + (database.embedded() ? "embedded" : "configured") + " database: " + innermost(e),
                    e);
        }
    }

    private void requireSchema() {
        MigrationInfo[] pending;
        try {
            pending = flyway.info().pending();
        } catch (FlywayException e) {
            throw new UnusableDatabaseException("the configured database's schema cannot be read: " + innermost(e), e);
        }
        if (pending.length > 0) {
            throw new UnusableDatabaseException(
                    "the database's schema lacks " + pending.length
                            + " migrations, the first of them " + pending[0].getVersion()
                            + ", and bellhop.database.migrate is never: run this version with bellhop.database.migrate=only first");
        }
        ready(0);
    }

    private void ready(int migrations) {
        LOG.infof("database.ready embedded=%s migrations_run=%d", database.embedded(), migrations);
    }

    /** What the database itself said stands at the end of the chain. */
    private static String innermost(Throwable e) {
        return e.getCause() == null || e.getCause() == e ? e.getMessage() : innermost(e.getCause());
    }

    /** An answer of 202 says that the event is durable; a database that commits without writing makes a lie of it. */
    private void requireDurableCommits() {
        String commit = pool.query("show synchronous_commit")
                .execute()
                .map(rows -> rows.iterator().next().getString(0))
                .await()
                .atMost(TIME_LIMIT);
        if ("off".equals(commit)) {
            throw new UnusableDatabaseException(
                    "the database runs with synchronous_commit off, so that acknowledged events"
                            + " could be lost in a crash; turn it on for the gateway's user at least");
        }
    }

    private void startEmbedded() {
        if (ImageMode.current().isNativeImage()) {
            throw noDatabase("the native binary brings none of its own");
        }
        if (!embedded.enabled()) {
            throw noDatabase("bellhop.embedded-postgres.enabled is false");
        }
        DataDirectory directory = new DataDirectory(embedded.dataDir());
        server = new EmbeddedPostgresServer(
                directory, EmbeddedAddress.of(directory, embedded.port()), embedded.startTimeout());
        server.start();
    }

    private static UnusableDatabaseException noDatabase(String reason) {
        return new UnusableDatabaseException("no database is configured, and " + reason
                + ": set bellhop.database.url, bellhop.database.username and bellhop.database.password");
    }

    /** Also when something after it has kept the application from starting, which no shutdown event tells. */
    @PreDestroy
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
