package io.bellhop.change;

/**
 * A guest as an event tells of them.
 *
 * @param reference the provider's own id of the guest; null if the event has none
 * @param deleted the provider has removed its record
 * @param fields of {@link GuestFields}
 */
public record GuestChange(String reference, Version version, boolean deleted, Told fields) implements Change {}
