package io.bellhop.change;

/**
 * Something that changes nothing we keep, but that others want to hear of: a message, a review, a channel's trouble. Its
 * event's type and subject say what it is.
 *
 * @param fields in our names; see {@code docs/providers.md}
 */
public record Notice(Told fields) implements Change {}
