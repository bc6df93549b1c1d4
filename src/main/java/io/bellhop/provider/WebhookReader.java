package io.bellhop.provider;

import io.bellhop.webhook.WebhookRequest;
import java.util.List;

/** Reads what a source's genuine requests carry. Immutable, and fast enough for an event loop. */
@FunctionalInterface
public interface WebhookReader {

    /**
     * One request may carry several events.
     *
     * @return at least one; in the order of the request
     * @throws UnreadablePayloadException if no sense can be made of the body; it is then kept as it is
     */
    List<Envelope> read(WebhookRequest request) throws UnreadablePayloadException;
}
