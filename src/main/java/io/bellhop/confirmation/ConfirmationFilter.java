package io.bellhop.confirmation;

import io.bellhop.confirmation.Confirmation.Id;
import io.bellhop.confirmation.Confirmation.ReservationId;

/**
 * Which e-mails to list; null leaves a field open.
 *
 * @param before the last of the page before, as the cursor has it
 */
record ConfirmationFilter(ReservationId reservation, State state, Kind kind, Id before) {}
