package io.bellhop.delivery;

import io.bellhop.event.Event;

/**
 * An event to be fanned out.
 *
 * @param venue the provider's id of the venue it is about; null if it does not say
 */
public record Outgoing(Event event, String venue) {}
