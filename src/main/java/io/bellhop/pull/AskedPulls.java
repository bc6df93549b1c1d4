package io.bellhop.pull;

import io.bellhop.pull.PullStore.Wanted;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;

/** Puts on the schedule what is asked for. Touches no row of what is asked for already: its other askers would wait for it. */
@Singleton
final class AskedPulls {

    private static final String ASK = """
            insert into pull as known (source, feed, venue, due_at, asked_by)
            select source, feed, venue, $4, $5
            from unnest($1::text[], $2::text[], $3::text[]) as asked (source, feed, venue)
                join source on source.name = asked.source and source.active and source.credentials is not null
            where not exists (select from pull as present
                where (present.source, present.feed, present.venue) = (asked.source, asked.feed, asked.venue)
                    and present.due_at <= $4)
            order by source, feed, venue
            on conflict (source, feed, venue) do update
                set due_at = excluded.due_at, asked_by = excluded.asked_by where known.due_at > excluded.due_at
            """;

    private final InstantSource clock;

    AskedPulls(InstantSource clock) {
        this.clock = clock;
    }

    /** Those of a source without credentials for an API are passed over. What is due earlier stays so. */
    Uni<Void> add(SqlClient client, Collection<Wanted> wanted, AskedBy by, Duration wait) {
        return client.preparedQuery(ASK)
                .execute(Tuple.of(
                        PullStore.sources(wanted),
                        PullStore.names(wanted),
                        wanted.stream().map(Wanted::venue).toArray(String[]::new),
                        clock.instant().plus(wait).atOffset(ZoneOffset.UTC),
                        by.toString()))
                .replaceWithVoid();
    }
}
