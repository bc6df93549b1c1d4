package io.bellhop.event;

import io.bellhop.event.AppendResult.Duplicate;
import io.bellhop.event.AppendResult.Stored;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/** The usual reactive way: one statement, and so one commit, for each request. Into the product's own tables. */
@Singleton
public final class InsertPerRequest {

    private static final String INSERT = """
            with claimed as (
                insert into idempotency_key (source, key, event_id, seen_at, expires_at) values ($2, $8, $1, $7, $9)
                on conflict (source, key) do nothing
                returning event_id
            )
            insert into event (id, source, type, provider_type, subject, occurred_at,
                received_at, idempotency_key, content_type, note, body)
            select event_id, $2::text, $3::text, $4::text, $5::text, $6::timestamptz,
                $7::timestamptz, $8::text, $10::text, $11::text, $12::bytea
            from claimed
            """;

    private static final String FIRST = "select event_id from idempotency_key where source = $1 and key = $2";

    private final Pool pool;

    InsertPerRequest(Pool pool) {
        this.pool = pool;
    }

    /** Once committed. */
    public Uni<AppendResult> append(NewEvent event) {
        return pool.preparedQuery(INSERT)
                .execute(arguments(event))
                .flatMap(rows ->
                        rows.rowCount() == 1 ? Uni.createFrom().item(new Stored(event.id())) : duplicateOf(event));
    }

    private Uni<AppendResult> duplicateOf(NewEvent event) {
        return pool.preparedQuery(FIRST)
                .execute(Tuple.of(event.source(), event.key().value()))
                .map(rows -> new Duplicate(new EventId(rows.iterator().next().getUUID(0))));
    }

    private static Tuple arguments(NewEvent event) {
        return Tuple.tuple(Arrays.asList(
                event.id().value(),
                event.source(),
                event.type(),
                event.providerType(),
                event.subject(),
                utc(event.occurredAt()),
                utc(event.receivedAt()),
                event.key().value(),
                utc(event.keyExpiresAt()),
                event.contentType(),
                event.note(),
                Buffer.buffer(event.body().bytes())));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
