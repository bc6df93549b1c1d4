package io.bellhop.venue;

import io.bellhop.database.Conditions;
import io.bellhop.state.JsonRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads venues. Whether one is stale depends on when it is asked for, and is not decided here. */
@Singleton
final class VenueReader {

    private static final String SELECT = """
            select (to_jsonb(venue) || jsonb_build_object('pulled_at', pulled.pulled_at))::text
            from venue left join pulled_content as pulled
                on pulled.source = venue.source and pulled.subject = 'venue/' || venue.reference""";

    private final Pool pool;

    VenueReader(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Venue>> find(UUID id) {
        return pool.preparedQuery(SELECT + " where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().findFirst().map(VenueReader::venue));
    }

    /** The newest first, at most {@code limit}. */
    Uni<List<Venue>> list(VenueFilter filter, int limit) {
        Conditions where = new Conditions();
        where.add("venue.source = ", filter.source());
        where.add("reference = ", filter.reference());
        where.add("id < ", filter.before());
        return pool.preparedQuery(SELECT + where.sql() + " order by id desc limit " + limit)
                .execute(where.arguments())
                .map(rows -> rows.stream().map(VenueReader::venue).toList());
    }

    private static Venue venue(Row row) {
        return JsonRows.read(row.getString(0), Venue.class);
    }
}
