package io.bellhop.database;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.function.Function;

/**
 * Work that needs one connection from beginning to end, as what holds a lock beyond a transaction does. It goes straight to
 * PostgreSQL: a pooler between gives each transaction another session.
 */
@Singleton
public final class Sessions {

    private final PrimaryPool primary;
    private final String preparation;

    Sessions(PrimaryPool primary, DatabaseConfig config) {
        this.primary = primary;
        this.preparation =
                "set statement_timeout = '%dms'".formatted(config.silence().toMillis() * 3 / 4);
    }

    /**
     * Opens a connection for it and closes it afterwards: for what is done now and then. PostgreSQL ends each statement before we
     * give up the connection, for it would go on without us, and hold its locks.
     */
    public <T> Uni<T> run(Function<SqlConnection, Uni<T>> work) {
        return UniHelper.toUni(primary.connectDirectly())
                .map(SqlConnection::newInstance)
                .flatMap(connection -> connection
                        .query(preparation)
                        .execute()
                        .chain(() -> work.apply(connection))
                        .eventually(connection::close));
    }
}
