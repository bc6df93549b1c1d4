package io.bellhop.venue;

/** Names a venue. @param reference the provider's own id of it */
public record VenueReference(String source, String reference) {}
