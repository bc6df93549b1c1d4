package io.bellhop.pull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * One pull, while it runs and after.
 *
 * @param venue the provider's id of the only venue that was asked about; null for all
 * @param endedAt null while it runs
 * @param outcome {@code running}, {@code succeeded}, {@code failed}, {@code abandoned} to another replica by one that stops, or
 *     {@code lost} if its replica gave no sign of life
 * @param reason null unless it failed
 * @param seen {@code new + known + failed}
 * @param failed entries that cannot be read, kept as events of the type {@code unreadable}
 * @param missed of the new ones, those that a webhook should have told of
 * @param unacknowledged entries that are stored, but that the provider could not be told so of; they come again
 */
record PullReport(
        PullId id,
        String source,
        String feed,
        String venue,
        String askedBy,
        Instant startedAt,
        Instant endedAt,
        String outcome,
        String reason,
        int calls,
        int seen,
        @JsonProperty("new") int added,
        int known,
        int failed,
        int missed,
        int unacknowledged) {}
