package io.bellhop.processing;

import io.bellhop.change.Change;
import io.bellhop.change.ReservationChange;
import io.bellhop.change.ReservationFields;
import io.bellhop.change.Told;
import io.bellhop.change.VenueChange;
import io.bellhop.change.Version;
import io.bellhop.event.Event;
import io.bellhop.event.EventId;
import io.bellhop.event.Origin;
import io.bellhop.state.Occurrence;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Changes of one source, applied as the transaction of a batch does, without a provider that would tell them. */
record Applied(String source, Changes changes, Pool pool) {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);
    private static final Instant START = Instant.parse("2026-06-01T09:00:00Z");

    Applied(Changes changes, Pool pool) {
        this("test-" + UUID.randomUUID(), changes, pool);
    }

    /** Told so many seconds after the first. */
    static VenueChange venue(String reference, int second, Told.Telling fields) {
        return new VenueChange(reference, version(second), fields.done());
    }

    /** At half past seven in the evening. @param date as in {@code 2026-06-20} */
    static ReservationChange reservation(String reference, String venue, int second, String date) {
        return reservation(reference, venue, second, evening(date));
    }

    /** @param zone as the source's settings say */
    static ReservationChange reservation(String reference, String venue, int second, String date, String zone) {
        return reservation(reference, venue, second, evening(date).that(ReservationFields.ZONE, zone));
    }

    /** Until noon of the last day. */
    static ReservationChange stay(String reference, String venue, int second, String first, String last) {
        Told.Telling fields = evening(first)
                .that(ReservationFields.DEPARTURE_DATE, last)
                .that(ReservationFields.DEPARTURE_TIME, "12:00:00");
        return reservation(reference, venue, second, fields);
    }

    private static Told.Telling evening(String date) {
        return Told.tell().that(ReservationFields.ARRIVAL_DATE, date).that(ReservationFields.ARRIVAL_TIME, "19:30:00");
    }

    private static ReservationChange reservation(String reference, String venue, int second, Told.Telling fields) {
        return new ReservationChange(
                reference, version(second), false, false, venue, null, fields.done(), Told.nothing());
    }

    private static Version version(int second) {
        return new Version(START.plusSeconds(second));
    }

    /** In one transaction; waits for its end. */
    void now(Change... told) {
        apply(told).await().atMost(TIME_LIMIT);
    }

    /** In one transaction, while others go on. */
    CompletableFuture<Void> begin(Change... told) {
        return apply(told).subscribeAsCompletionStage();
    }

    private Uni<Void> apply(Change... told) {
        List<Occurrence<?>> occurrences =
                Arrays.stream(told).<Occurrence<?>>map(this::occurrence).toList();
        return pool.withTransaction(connection -> changes.apply(connection, occurrences, source -> null, false))
                .replaceWithVoid();
    }

    private Occurrence<?> occurrence(Change change) {
        Instant now = Instant.now();
        Event event = new Event(
                new EventId(UUID.randomUUID()),
                source,
                "unknown",
                null,
                null,
                Origin.PULL,
                null,
                now,
                now,
                UUID.randomUUID().toString(),
                null,
                null,
                2);
        return new Occurrence<>(event, change);
    }
}
