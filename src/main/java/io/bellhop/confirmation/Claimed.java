package io.bellhop.confirmation;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * An e-mail that is ours to send.
 *
 * @param attempt the one that begins, from 1
 * @param leasedUntil also tells this attempt from every other: what it came to is recorded only under it
 */
record Claimed(UUID id, Kind kind, int attempt, OffsetDateTime leasedUntil) {}
