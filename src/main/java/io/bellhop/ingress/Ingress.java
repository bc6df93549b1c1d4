package io.bellhop.ingress;

import io.bellhop.database.FaultTrace;
import io.bellhop.event.AppendResult;
import io.bellhop.event.EventAppender;
import io.bellhop.event.EventId;
import io.bellhop.event.EventIds;
import io.bellhop.event.NewEvent;
import io.bellhop.event.Origin;
import io.bellhop.event.StoreUnavailableException;
import io.bellhop.event.UnstorableEventException;
import io.bellhop.provider.Envelope;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.signature.Verdict;
import io.bellhop.telemetry.TraceParent;
import io.bellhop.webhook.WebhookRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What happens to a request whose source is known: proved, read, appended; or refused and kept. */
@Singleton
final class Ingress {

    private static final Logger LOG = Logger.getLogger(Ingress.class);

    private final EventAppender events;
    private final EventIds ids;
    private final RefusedStore refused;
    private final RepeatedWarnings warnings;
    private final InstantSource clock;

    Ingress(EventAppender events, EventIds ids, RefusedStore refused, RepeatedWarnings warnings, InstantSource clock) {
        this.events = events;
        this.ids = ids;
        this.refused = refused;
        this.warnings = warnings;
        this.clock = clock;
    }

    /** What the sender is to be told. */
    sealed interface Outcome {

        /** All of it is durable, now or since an earlier request. */
        record Kept(List<AppendResult> events) implements Outcome {}

        /** Not proved genuine; kept for a second look. @param complete false if only the head of its body is kept */
        record Refused(Verdict.Reason reason, boolean complete) implements Outcome {}

        /** Not proved genuine, and it could not be kept now: the sender had better send it again. */
        record NotKept() implements Outcome {}

        /** Genuine, but more than the source may send. */
        record OverLimit(Duration retryAfter) implements Outcome {}
    }

    /**
     * Fails with {@link StoreUnavailableException} if it is genuine and could not be stored, or if there is no room for any.
     *
     * @param trace that the request's events belong to; null for none
     */
    Uni<Outcome> receive(ActiveSource source, WebhookRequest request, String trace) {
        // Before the proof, whose time is better spent on what there is room for. Only genuine events fill the queue.
        if (events.isFull()) {
            return Uni.createFrom().failure(StoreUnavailableException.queueFull());
        }
        Verdict verdict = source.verify(request, clock.instant());
        if (verdict instanceof Verdict.Refused refusal) {
            return refused.keep(request, refusal.reason(), trace)
                    .<Outcome>map(complete -> new Outcome.Refused(refusal.reason(), complete))
                    .onFailure(StoreUnavailableException.class)
                    .recoverWithItem(new Outcome.NotKept());
        }
        // After the proof: what anyone can send must not use up what the provider may.
        Optional<Duration> wait = source.admission().limit().exceeded();
        if (wait.isPresent()) {
            return Uni.createFrom().item(new Outcome.OverLimit(wait.get()));
        }
        return store(source, request, trace).map(Outcome.Kept::new);
    }

    /** Stores what a proved or accepted request carries. What cannot be read, or not be stored as read, is kept as it is. */
    Uni<List<AppendResult>> store(ActiveSource source, WebhookRequest request, String trace) {
        List<NewEvent> read = newEvents(read(source, request, trace), request);
        return events.append(read, trace)
                .invoke(results -> warnings.heed(source, read, results))
                .onFailure(UnstorableEventException.class)
                .recoverWithUni(failure -> {
                    LOG.errorf("webhook.unstorable source=%s reason=%s", source.name(), failure.getMessage());
                    Envelope unreadable = Envelope.unreadable("cannot be stored as it was read", null, request.body());
                    return events.append(newEvents(List.of(unreadable), request), trace);
                });
    }

    static List<Envelope> read(ActiveSource source, WebhookRequest request, String trace) {
        try {
            return source.read(request);
        } catch (UnreadablePayloadException e) {
            LOG.warnf(
                    "webhook.unreadable source=%s%s reason=%s",
                    source.name(), TraceParent.field(trace), e.getMessage());
            return List.of(Envelope.unreadable(e.getMessage(), e.providerType(), request.body()));
        } catch (RuntimeException e) {
            // A fault of ours must not lose a genuine event.
            LOG.errorf(
                    "webhook.reader_failed source=%s%s fault=%s at=%s",
                    source.name(), TraceParent.field(trace), FaultTrace.kinds(e), FaultTrace.frames(e));
            return List.of(Envelope.unreadable("the reader failed", null, request.body()));
        }
    }

    List<NewEvent> newEvents(List<Envelope> envelopes, WebhookRequest request) {
        return envelopes.stream()
                .map(envelope -> envelope.toEvent(
                        new EventId(ids.next()),
                        request.source(),
                        Origin.WEBHOOK,
                        request.receivedAt(),
                        request.headers().first("Content-Type")))
                .toList();
    }
}
