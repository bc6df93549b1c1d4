package io.bellhop.confirmation;

import io.bellhop.confirmation.Confirmation.Id;
import java.util.UUID;

/**
 * Which e-mails to list; null leaves a field open.
 *
 * @param before the last of the page before, as the cursor has it
 */
record ConfirmationFilter(UUID reservation, State state, Kind kind, Id before) {}
