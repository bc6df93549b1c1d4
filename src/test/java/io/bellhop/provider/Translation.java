package io.bellhop.provider;

import io.bellhop.change.Change;
import io.bellhop.event.Event;
import io.bellhop.event.EventId;
import io.bellhop.event.NewEvent;
import io.bellhop.event.Origin;
import io.bellhop.webhook.RequestBuilder;
import io.bellhop.webhook.WebhookRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a request and translates what comes of it, as the gateway does: one after the other, from what is stored. */
public final class Translation {

    /** Of every event here. */
    public static final EventId EVENT = EventId.parse("evt_01a1fe520ce37b97a18dd883739ba859");

    private static final Set<String> WITHOUT_MEANING = Set.of(NewEvent.UNKNOWN, NewEvent.UNREADABLE);

    private final Provider provider;
    private final SourceSettings settings;

    public Translation(Provider provider, SourceSettings settings) {
        this.provider = provider;
        this.settings = settings;
    }

    /** Of all events of the request; of unknown and unreadable ones nobody is asked. */
    public List<Change> of(WebhookRequest request) throws UnreadablePayloadException {
        List<Change> changes = new ArrayList<>();
        for (Envelope envelope : provider.reader(settings).read(request)) {
            if (!WITHOUT_MEANING.contains(envelope.type())) {
                changes.addAll(provider.translator(settings).translate(stored(envelope, request), envelope.body()));
            }
        }
        return changes;
    }

    /** Of one that was pulled. */
    public List<Change> ofPulled(Envelope envelope) throws UnreadablePayloadException {
        return WITHOUT_MEANING.contains(envelope.type())
                ? List.of()
                : provider.translator(settings).translate(pulled(envelope), envelope.body());
    }

    private static Event pulled(Envelope envelope) {
        return new Event(
                EVENT,
                "main",
                envelope.type(),
                envelope.providerType(),
                envelope.subject(),
                Origin.PULL,
                envelope.occurredAt(),
                RequestBuilder.NOW,
                RequestBuilder.NOW,
                envelope.key().value(),
                "application/json",
                envelope.note(),
                envelope.body().sizeBytes());
    }

    private static Event stored(Envelope envelope, WebhookRequest request) {
        return new Event(
                EVENT,
                request.source(),
                envelope.type(),
                envelope.providerType(),
                envelope.subject(),
                Origin.WEBHOOK,
                envelope.occurredAt(),
                request.receivedAt(),
                request.receivedAt(),
                envelope.key().value(),
                request.headers().first("Content-Type"),
                envelope.note(),
                envelope.body().sizeBytes());
    }
}
