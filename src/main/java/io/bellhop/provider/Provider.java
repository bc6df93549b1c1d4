package io.bellhop.provider;

import io.bellhop.signature.SignatureScheme;
import java.util.Optional;
import java.util.Set;

/**
 * A system that sends us webhooks. To add one, add a folder with a bean of this type; nothing that exists changes. What
 * it gives is pure, and but for the translator quick: it runs on the event loop, between a request and its append.
 */
public interface Provider {

    /** As in {@code roomz}: the folder's name, in settings, metrics and logs. */
    String name();

    /** The names that {@link SourceSettings} may hold for it, so that a mistyped one is told. */
    Set<String> settings();

    /** The types that its events may have, whether sent or pulled, so that a subscription to a mistyped one is told. */
    Set<String> eventTypes();

    /**
     * How its requests are proved.
     *
     * @throws IllegalArgumentException if a setting has an impossible value; the message names it
     */
    SignatureScheme signature(SourceSettings settings);

    /**
     * How its genuine requests are read.
     *
     * @throws IllegalArgumentException if a setting has an impossible value; the message names it
     */
    WebhookReader reader(SourceSettings settings);

    /**
     * How its stored events are understood. Not on the event loop.
     *
     * @throws IllegalArgumentException if a setting has an impossible value; the message names it
     */
    Translator translator(SourceSettings settings);

    /** The names that a source's credentials for its API may hold. */
    default Set<String> credentials() {
        return Set.of();
    }

    /**
     * Its API; empty if it has none, or the settings do not say where it is.
     *
     * @throws IllegalArgumentException if a setting has an impossible value; the message names it
     */
    default Optional<ProviderApi> api(SourceSettings settings) {
        return Optional.empty();
    }
}
