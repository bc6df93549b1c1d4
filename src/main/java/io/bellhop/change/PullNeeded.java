package io.bellhop.change;

/**
 * An event has told that something happened, but not what: it is to be asked for.
 *
 * @param feed as the provider's feeds are named
 * @param venue the provider's id of the venue it is about; null if the event does not say
 */
public record PullNeeded(String feed, String venue) implements Change {}
