package io.bellhop.event;

import java.time.Instant;

/**
 * Which events to list; null leaves a field open.
 *
 * @param from stored at or after
 * @param to stored before
 * @param state how far its processing is
 * @param before the last event of the page before, as the cursor has it
 */
record EventFilter(
        String source, String type, String subject, EventState state, Instant from, Instant to, EventId before) {}
