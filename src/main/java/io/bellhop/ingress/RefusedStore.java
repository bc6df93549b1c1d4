package io.bellhop.ingress;

import io.bellhop.event.AppendResult;
import io.bellhop.event.EventId;
import io.bellhop.event.EventIds;
import io.bellhop.event.StoreUnavailableException;
import io.bellhop.ingress.RefusedRequest.Id;
import io.bellhop.replica.NotAWorker;
import io.bellhop.signature.Verdict;
import io.bellhop.telemetry.TraceParent;
import io.bellhop.webhook.RawBody;
import io.bellhop.webhook.WebhookRequest;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** The refused requests, bounded for each source in number, bytes and age. */
@Singleton
final class RefusedStore {

    private static final Logger LOG = Logger.getLogger(RefusedStore.class);
    private static final Duration TIME_LIMIT = Duration.ofSeconds(2);

    private static final String KEEP = """
            insert into refused_request (id, source, received_at, reason, request, body, body_bytes)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;

    /**
     * First to go: what has been accepted, then what came without any signature, as a scanner's requests do, then the oldest.
     * So a flood of the second kind cannot push out what a provider signed with a secret that we have wrong.
     */
    private static final String TRIM = """
            delete from refused_request where id in (
                select id from (
                    select id, row_number() over kept_first as position,
                        sum(octet_length(body) + octet_length(request)) over kept_first as bytes
                    from refused_request where source = $1
                    window kept_first as (order by accepted_at is not null, reason = 'MISSING', id desc)
                ) as ranked
                where position > $2 or bytes > $3)
            returning accepted_at is not null as accepted, reason = 'MISSING' as unsigned
            """;

    private static final String EXPIRE = "delete from refused_request where id < $1";

    private static final String WHOLE =
            "select id, source, received_at, request, body, body_bytes, event_ids from refused_request ";

    private static final String MARK_ACCEPTED =
            "update refused_request set accepted_at = $2, accepted_by = $3, event_ids = $4 where id = $1";

    private final Pool pool;
    private final EventIds ids;
    private final InstantSource clock;
    private final RequestSeal seal;
    private final IngressConfig.Refused config;
    private final RefusedMetrics metrics;
    private final Semaphore places;
    private final Semaphore trimming = new Semaphore(1);

    RefusedStore(
            Pool pool,
            EventIds ids,
            InstantSource clock,
            RequestSeal seal,
            IngressConfig config,
            RefusedMetrics metrics) {
        this.pool = pool;
        this.ids = ids;
        this.clock = clock;
        this.seal = seal;
        this.config = config.refused();
        this.metrics = metrics;
        this.places = new Semaphore(this.config.inFlight());
    }

    /**
     * A kept request as it came.
     *
     * @param request null if it is not whole: only the head of its body is kept, or it was sealed with another key
     * @param events what it became if it has been accepted; else empty
     */
    record Kept(Id id, WebhookRequest request, List<EventId> events) {}

    /**
     * True if all of its body is kept. Fails with {@link StoreUnavailableException} if it cannot be kept now: then the sender
     * had better send it again.
     *
     * @param trace of the request; null for none
     */
    Uni<Boolean> keep(WebhookRequest request, Verdict.Reason reason, String trace) {
        if (!places.tryAcquire()) {
            metrics.notKept();
            return Uni.createFrom().failure(new StoreUnavailableException("too many refused requests at once"));
        }
        Id id = new Id(ids.next());
        int bytes = request.body().sizeBytes();
        int kept = (int) Math.min(bytes, config.maxBody().asLongValue());
        // The place is free again when the statement has ended, however long ago the sender was answered.
        Uni<Boolean> keeping = Uni.createFrom()
                .deferred(() -> pool.preparedQuery(KEEP).execute(row(id, request, reason, kept)))
                .onTermination()
                .invoke(() -> places.release())
                .invoke(() -> LOG.warnf(
                        "webhook.refused source=%s reason=%s refused_id=%s bytes=%d%s",
                        request.source(), reason, id, bytes, TraceParent.field(trace)))
                .call(() -> trim(request.source()))
                .replaceWith(kept == bytes)
                .memoize()
                .indefinitely();
        return keeping.ifNoItem()
                .after(TIME_LIMIT)
                .fail()
                .invoke(metrics::kept)
                .onFailure()
                .invoke(metrics::notKept)
                .onFailure()
                .transform(failure -> new StoreUnavailableException("the refused request was not kept", failure));
    }

    private Tuple row(Id id, WebhookRequest request, Verdict.Reason reason, int keptBytes) {
        RawBody body = request.body();
        return Tuple.tuple(List.of(
                id.value(),
                request.source(),
                request.receivedAt().atOffset(ZoneOffset.UTC),
                reason.name(),
                Buffer.buffer(seal.seal(id, request)),
                Buffer.buffer(body.slice(0, keptBytes).bytes()),
                (long) body.sizeBytes()));
    }

    /** One at a time; those that come meanwhile leave it to the next. Kept is kept, so it never fails. */
    private Uni<Void> trim(String source) {
        if (!trimming.tryAcquire()) {
            return Uni.createFrom().voidItem();
        }
        return pool.preparedQuery(TRIM)
                .execute(Tuple.of(
                        source, (long) config.maxCount(), config.maxBytes().asLongValue()))
                .invoke(rows ->
                        rows.forEach(row -> metrics.trimmed(row.getBoolean("accepted"), row.getBoolean("unsigned"))))
                .onTermination()
                .invoke(() -> trimming.release())
                .onFailure()
                .invoke(failure -> LOG.warnf("refused_requests.not_trimmed reason=%s", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    Uni<Optional<Kept>> whole(Id id) {
        return pool.preparedQuery(WHOLE + "where id = $1")
                .execute(Tuple.of(id.value()))
                .map(rows -> rows.stream().findFirst().map(this::kept));
    }

    /** The oldest first, so that they are accepted in the order they came; those not accepted yet, after the given one. */
    Uni<List<Kept>> waiting(String source, Id after, int limit) {
        return pool.preparedQuery(
                        WHOLE
                                + "where accepted_at is null and id > $1 and ($2::text is null or source = $2) order by id limit $3")
                .execute(Tuple.of(after == null ? new UUID(0, 0) : after.value(), source, limit))
                .map(rows -> rows.stream().map(this::kept).toList());
    }

    Uni<Void> markAccepted(Id id, String by, List<AppendResult> results) {
        UUID[] events = results.stream().map(result -> result.id().value()).toArray(UUID[]::new);
        return pool.preparedQuery(MARK_ACCEPTED)
                .execute(Tuple.of(id.value(), clock.instant().atOffset(ZoneOffset.UTC), by, events))
                .replaceWithVoid();
    }

    /** Past their age, whether accepted or not. */
    @Scheduled(every = "10m", delayed = "1m", identity = "refused-requests", skipExecutionIf = NotAWorker.class)
    Uni<Void> expire() {
        UUID oldest = EventIds.floor(clock.instant().minus(config.maxAge()));
        return pool.preparedQuery(EXPIRE)
                .execute(Tuple.of(oldest))
                .invoke(rows -> metrics.expired(rows.rowCount()))
                .replaceWithVoid();
    }

    private Kept kept(Row row) {
        Id id = new Id(row.getUUID("id"));
        UUID[] events = row.getArrayOfUUIDs("event_ids");
        return new Kept(
                id,
                whole(id, row),
                events == null
                        ? List.of()
                        : Arrays.stream(events).map(EventId::new).toList());
    }

    private WebhookRequest whole(Id id, Row row) {
        RawBody body = new RawBody(row.get(Buffer.class, "body").getBytes());
        if (body.sizeBytes() < row.getLong("body_bytes")) {
            return null;
        }
        byte[] sealed = row.get(Buffer.class, "request").getBytes();
        try {
            return seal.open(
                    id,
                    sealed,
                    row.getString("source"),
                    body,
                    row.getOffsetDateTime("received_at").toInstant());
        } catch (IllegalArgumentException e) {
            LOG.errorf("refused_request.not_opened refused_id=%s reason=%s", id, e.getMessage());
            return null;
        }
    }
}
