package io.bellhop.change;

/**
 * A venue that an event is about or names.
 *
 * @param reference the provider's own id of it
 * @param name null if the event does not say
 */
public record VenueChange(String reference, Version version, String name) implements Change {}
