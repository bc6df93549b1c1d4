package io.bellhop.venue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;

/** Which names of zones can be worked with. */
final class Zones {

    private static final String KNOWN = "select name from pg_timezone_names where name = any($1::text[])";

    private Zones() {}

    /**
     * Those that both Java and PostgreSQL have the rules of: each has a list of its own, and a venue's zone that one of them
     * lacks would fail every reservation there. An offset is none: PostgreSQL reads {@code +02:00} as west of Greenwich.
     */
    static Uni<Set<String>> known(SqlConnection connection, Set<String> told) {
        Set<String> known = new HashSet<>(told);
        known.retainAll(ZoneId.getAvailableZoneIds());
        if (known.isEmpty()) {
            return Uni.createFrom().item(known);
        }
        return connection
                .preparedQuery(KNOWN)
                .execute(Tuple.of(known.toArray(String[]::new)))
                .map(rows -> {
                    Set<String> both = new HashSet<>();
                    rows.forEach(row -> both.add(row.getString(0)));
                    return both;
                });
    }
}
