package io.bellhop.database;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Where lists are read that may be a moment old: from the standby, if there is one that answers, else from the primary. What
 * somebody may just have made, and asks for by its id, is read from the primary's pool.
 */
@Singleton
public final class Lists {

    private final Pool primary;
    private final PrimaryPool addresses;
    private final DatabaseConfig config;
    private final Vertx vertx;
    private volatile Optional<Standby> standby = Optional.empty();

    Lists(Pool primary, PrimaryPool addresses, DatabaseConfig config, Vertx vertx) {
        this.primary = primary;
        this.addresses = addresses;
        this.config = config;
        this.vertx = vertx;
    }

    void start(@Observes @Priority(DatabaseStart.FIRST + 1) StartupEvent event) {
        standby = Standby.of(config, addresses, vertx);
    }

    public Uni<RowSet<Row>> query(String sql, Tuple arguments) {
        return standby.filter(Standby::isThere)
                .map(there -> there.query(sql, arguments).onFailure().recoverWithUni(() -> fromPrimary(sql, arguments)))
                .orElseGet(() -> fromPrimary(sql, arguments));
    }

    private Uni<RowSet<Row>> fromPrimary(String sql, Tuple arguments) {
        return primary.preparedQuery(sql).execute(arguments);
    }
}
