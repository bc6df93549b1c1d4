package io.bellhop.event;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/**
 * An event and how far its processing is.
 *
 * @param attempts how often its processing failed
 * @param failure why it failed the last time; null if it has not, or has been processed since
 * @param retryAt when it is tried again; null if it is not
 */
record ProcessedEvent(@JsonUnwrapped Event event, EventState state, int attempts, String failure, Instant retryAt) {}
