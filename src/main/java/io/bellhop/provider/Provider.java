package io.bellhop.provider;

import io.bellhop.signature.SignatureScheme;
import io.bellhop.webhook.WebhookRequest;
import java.util.List;
import java.util.Set;

/**
 * A system that sends us webhooks. To add one, add a folder with a bean of this type; nothing that exists changes. Its
 * methods are pure and quick: they run on the event loop, between a request and its append.
 */
public interface Provider {

    /** As in {@code roomz}: the folder's name, in settings, metrics and logs. */
    String name();

    /** The names that {@link SourceSettings} may hold for it, so that a mistyped one is told. */
    Set<String> settings();

    /**
     * How its requests are proved.
     *
     * @throws IllegalArgumentException if a setting has an impossible value; the message names it
     */
    SignatureScheme signature(SourceSettings settings);

    /**
     * Reads what a genuine request carries; one may carry several events.
     *
     * @return at least one; in the order of the request
     * @throws UnreadablePayloadException if no sense can be made of the body; it is then kept as it is
     */
    List<Envelope> read(WebhookRequest request, SourceSettings settings) throws UnreadablePayloadException;
}
