package io.bellhop.change;

/**
 * A venue that an event is about or names.
 *
 * @param reference the provider's own id of it
 * @param fields of {@link VenueFields}; nothing if the event only names it
 */
public record VenueChange(String reference, Version version, Told fields) implements Change {

    public VenueChange(String reference, Version version) {
        this(reference, version, Told.nothing());
    }

    /** @param name null if the event does not say */
    public static VenueChange named(String reference, Version version, String name) {
        return new VenueChange(
                reference, version, Told.tell().ifKnown(VenueFields.NAME, name).done());
    }
}
