package io.bellhop.delivery;

import io.bellhop.database.Announcements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes down which subscription gets which event, in the transaction that processes the events: both or neither are committed.
 * An event that is processed again makes no delivery twice: a delivery's id follows from its event and its subscription.
 */
@Singleton
public final class FanOut {

    private static final String FAN_OUT = """
            with told as (
                select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
                    as t (event_id, source, type, subject, venue)
            ),
            """ + Matching.CHOSEN + """
            , made as (
                insert into delivery (id, event_id, subscription_id, venue_id, replay, state, attempts, created_at)
                select id::uuid, event_id, subscription_id, venue_id, false, 'pending', '[]', $6 from (
                    select left(event_id::text, 19) || '8' || overlay(
                            substr(md5(event_id || ' ' || subscription_id), 1, 15) placing '-' from 4 for 0)
                        as id, *
                    from chosen) as t
                on conflict do nothing
                returning id, event_id, subscription_id
            )
            insert into due_delivery
                (delivery_id, event_id, subscription_id, venue_id, order_key, lane, attempts, due_at, created_at)
            select id, event_id, subscription_id, venue_id, order_key, 0, 0, $6, $6
            from made join chosen using (event_id, subscription_id)
            """;

    private final DeliveryWorker worker;
    private final Announcements announcements;
    private final InstantSource clock;

    FanOut(DeliveryWorker worker, Announcements announcements, InstantSource clock) {
        this.worker = worker;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** In the caller's transaction, after it has applied what the events tell. @return how many deliveries were made */
    public Uni<Integer> deliver(SqlConnection connection, List<Outgoing> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        Tuple arguments = Tuple.tuple(List.of(
                events.stream().map(one -> one.event().id().value()).toArray(UUID[]::new),
                texts(events, one -> one.event().source()),
                texts(events, one -> one.event().type()),
                texts(events, one -> one.event().subject()),
                texts(events, Outgoing::venue),
                DeliveryStore.utc(clock.instant())));
        return connection.preparedQuery(FAN_OUT).execute(arguments).map(RowSet::rowCount);
    }

    private static String[] texts(List<Outgoing> events, Function<Outgoing, String> text) {
        return events.stream().map(text).toArray(String[]::new);
    }

    /** To be called once the transaction has committed. Returns at once. */
    public void committed(int deliveries) {
        if (deliveries > 0) {
            worker.wake();
            announcements.announce(DeliveryWorker.CHANNEL);
        }
    }
}
