package io.bellhop.processing;

import io.bellhop.event.EventId;
import io.bellhop.replica.NotAWorker;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/** Events set aside for a person, and putting them, or any other, back among those that wait. */
@Singleton
final class DeadLetters {

    /** Whatever became of it before. Its events, if any, are those that wait from now on. */
    private static final String PROCESS_AGAIN = """
            with forgotten as (delete from failed_event where event_id = $1),
            waiting as (
                insert into unprocessed_event (event_id, body_bytes)
                select id, octet_length(body) from event where id = $1
                on conflict do nothing)
            select id, pg_notify('bellhop_event', '')::text from event where id = $1
            """;

    private static final String PROCESS_DEAD_AGAIN = """
            with dead as (
                select event_id, octet_length(body) as body_bytes from failed_event join event on id = event_id
                where retry_at is null and ($1::text is null or source = $1)
                order by event_id limit $2
            ), forgotten as (
                delete from failed_event where event_id in (select event_id from dead) returning event_id
            )
            insert into unprocessed_event (event_id, body_bytes)
            select event_id, body_bytes from dead join forgotten using (event_id)
            on conflict do nothing
            """;

    private static final String FORGET_EXPIRED = """
            delete from failed_event where retry_at is null and not exists (select from event where id = event_id)
            """;

    private final Pool pool;

    DeadLetters(Pool pool) {
        this.pool = pool;
    }

    /** @return false if there is no such event */
    Uni<Boolean> processAgain(EventId event) {
        return pool.preparedQuery(PROCESS_AGAIN)
                .execute(Tuple.of(event.value()))
                .map(rows -> rows.size() > 0);
    }

    /** Dead letters of one source, or of all if that is null; at most {@code limit}. @return how many */
    Uni<Integer> processDeadAgain(String source, int limit) {
        return pool.preparedQuery(PROCESS_DEAD_AGAIN)
                .execute(Tuple.of(source, limit))
                .map(RowSet::rowCount);
    }

    /** Nothing is left of an event after its retention, nor of why it was set aside. */
    @Scheduled(every = "1h", delayed = "10m", identity = "processing-pruning", skipExecutionIf = NotAWorker.class)
    Uni<Void> forgetExpired() {
        return pool.query(FORGET_EXPIRED).execute().replaceWithVoid();
    }
}
