package io.bellhop.confirmation;

import java.time.Instant;
import java.util.Optional;

/** Whether there is anything left to tell when an e-mail is about to be sent. */
final class Obsolete {

    private Obsolete() {}

    /** Why it must not go; empty if it may. The reason names nobody. */
    static Optional<String> reason(Kind kind, Booking booking, Instant now) {
        if (booking.guest().email() == null) {
            return Optional.of("the guest has no e-mail address");
        }
        if (booking.period().asArrival().isPast(now)) {
            return Optional.of("the reservation is past");
        }
        return kind == Kind.CANCELLATION ? ofCancellation(booking) : ofOther(booking);
    }

    private static Optional<String> ofOther(Booking booking) {
        if (booking.isCanceled()) {
            return Optional.of("the reservation is canceled");
        }
        return booking.isConfirmed() ? Optional.empty() : Optional.of("the reservation is not confirmed any more");
    }

    /** A confirmation that may have gone has to be taken back: nobody should travel because we were not sure. */
    private static Optional<String> ofCancellation(Booking booking) {
        if (!booking.isCanceled()) {
            return Optional.of("the reservation stands again");
        }
        boolean mayHaveGone = booking.confirmation() == State.SENT || booking.confirmation() == State.UNCERTAIN;
        return mayHaveGone ? Optional.empty() : Optional.of("its confirmation was not sent");
    }
}
