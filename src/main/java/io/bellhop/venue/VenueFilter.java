package io.bellhop.venue;

import java.util.UUID;

/**
 * Which venues to list; null leaves a field open.
 *
 * @param before the last venue of the page before, as the cursor has it
 */
record VenueFilter(String source, String reference, UUID before) {}
