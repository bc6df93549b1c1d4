package io.bellhop.database;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/** Before anything else starts: the embedded server, if no database is configured, then the schema. */
@ApplicationScoped
final class DatabaseStart {

    /** Observers that need the schema come after this. */
    static final int FIRST = 1;

    private static final Logger LOG = Logger.getLogger(DatabaseStart.class);

    private final DatabaseConfig database;
    private final EmbeddedPostgresConfig embedded;
    private final Flyway flyway;
    private EmbeddedPostgresServer server;

    DatabaseStart(DatabaseConfig database, EmbeddedPostgresConfig embedded, Flyway flyway) {
        this.database = database;
        this.embedded = embedded;
        this.flyway = flyway;
    }

    void start(@Observes @Priority(FIRST) StartupEvent event) {
        if (database.embedded()) {
            startEmbedded();
        }
        try {
            int migrations = flyway.migrate().migrationsExecuted;
            LOG.infof("database.ready embedded=%s migrations_run=%d", database.embedded(), migrations);
        } catch (RuntimeException e) {
            throw new UnusableDatabaseException(
                    "the schema cannot be brought up to date in the "
                            + (database.embedded() ? "embedded" : "configured") + " database: " + e.getMessage(),
                    e);
        }
    }

    private void startEmbedded() {
        if (ImageMode.current().isNativeImage()) {
            throw new UnusableDatabaseException(
                    "no database is configured, and the native binary brings none of its own:"
                            + " set bellhop.database.url, bellhop.database.username and bellhop.database.password");
        }
        DataDirectory directory = new DataDirectory(embedded.dataDir());
        server = new EmbeddedPostgresServer(
                directory, EmbeddedAddress.of(directory, embedded.port()), embedded.startTimeout());
        server.start();
    }

    /** Also when something after it has kept the application from starting, which no shutdown event tells. */
    @PreDestroy
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
