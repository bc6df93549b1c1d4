package io.bellhop.pull;

import io.bellhop.change.Change;
import io.bellhop.change.GuestChange;
import io.bellhop.change.ReservationChange;
import io.bellhop.change.Version;
import io.bellhop.event.Event;
import io.bellhop.event.EventIds;
import io.bellhop.event.EventReader;
import io.bellhop.event.NewEvent;
import io.bellhop.outbound.ApiSource;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.webhook.RawBody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Up to which version stored events have told of things. Read from the events themselves, whether they are processed yet or
 * not: of what is known now one could not tell which event said it.
 */
@Singleton
final class ToldVersions {

    private static final String FIND = """
            select id, source, type, provider_type, subject, origin, occurred_at, received_at, idempotency_key,
                content_type, note, body
            from event where source = $1 and subject = any($2::text[]) and id >= $3
            """;

    /** By how much a provider's clock may be ahead of ours: an event is stored after what it tells of. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    /** Bodies are read into memory. */
    private static final int SUBJECTS_AT_ONCE = 50;

    private final Pool pool;

    ToldVersions(Pool pool) {
        this.pool = pool;
    }

    /** The newest by subject, of those events that can tell of a change since then; on a worker thread. */
    Uni<Map<String, Version>> newest(ApiSource source, Collection<String> subjects, Instant since) {
        List<List<String>> parts = new ArrayList<>();
        List<String> all = List.copyOf(subjects);
        for (int from = 0; from < all.size(); from += SUBJECTS_AT_ONCE) {
            parts.add(all.subList(from, Math.min(all.size(), from + SUBJECTS_AT_ONCE)));
        }
        Map<String, Version> newest = new HashMap<>();
        return Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToUniAndConcatenate(part -> find(source, part, since, newest))
                .collect()
                .last()
                .replaceWith(newest);
    }

    private Uni<Void> find(ApiSource source, List<String> subjects, Instant since, Map<String, Version> newest) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(source.name(), subjects.toArray(String[]::new), EventIds.floor(since.minus(AHEAD))))
                .emitOn(Infrastructure.getDefaultExecutor())
                .invoke(rows -> rows.forEach(row -> note(source, row, newest)))
                .replaceWithVoid();
    }

    private static void note(ApiSource source, Row row, Map<String, Version> newest) {
        RawBody body = new RawBody(row.get(Buffer.class, "body").getBytes());
        Event event = EventReader.event(row, body.sizeBytes());
        if (event.type().equals(NewEvent.UNREADABLE) || event.type().equals(NewEvent.UNKNOWN)) {
            return;
        }
        try {
            for (Change change : source.translator().translate(event, body)) {
                Version version = version(change, event.subject());
                if (version != null) {
                    newest.merge(event.subject(), version, (one, other) -> one.isAfter(other) ? one : other);
                }
            }
        } catch (UnreadablePayloadException | RuntimeException e) {
            // It tells nothing; its processing says why.
        }
    }

    /** Null if the change is of another thing. */
    private static Version version(Change change, String subject) {
        if (change instanceof ReservationChange reservation) {
            return subject.equals("reservation/" + reservation.reference()) ? reservation.version() : null;
        }
        if (change instanceof GuestChange guest) {
            return subject.equals("guest/" + guest.reference()) ? guest.version() : null;
        }
        return null;
    }
}
