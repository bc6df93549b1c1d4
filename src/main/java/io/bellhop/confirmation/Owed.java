package io.bellhop.confirmation;

import static io.bellhop.change.ReservationFields.ADULTS;
import static io.bellhop.change.ReservationFields.ARRIVAL_DATE;
import static io.bellhop.change.ReservationFields.ARRIVAL_TIME;
import static io.bellhop.change.ReservationFields.CHILDREN;
import static io.bellhop.change.ReservationFields.DEPARTURE_DATE;
import static io.bellhop.change.ReservationFields.DEPARTURE_TIME;
import static io.bellhop.change.ReservationFields.INFANTS;
import static io.bellhop.change.ReservationFields.PARTY_SIZE;
import static io.bellhop.change.ReservationFields.ROOMS;
import static io.bellhop.change.ReservationFields.TABLES;
import static io.bellhop.change.ReservationStatus.CANCELED;
import static io.bellhop.change.ReservationStatus.CONFIRMED;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Which e-mails an occasion may owe, by itself. Which of them were owed before, only the outbox knows. */
final class Owed {

    /** What a guest would want to be told of. */
    private static final Set<String> TELLING = Set.of(
            ARRIVAL_DATE,
            ARRIVAL_TIME,
            DEPARTURE_DATE,
            DEPARTURE_TIME,
            PARTY_SIZE,
            ADULTS,
            CHILDREN,
            INFANTS,
            ROOMS,
            TABLES);

    private Owed() {}

    /**
     * None, a cancellation, a confirmation, a change, or both of these: then it is a confirmation if there has been none, and
     * else a change.
     */
    static Set<Kind> of(Occasion occasion, Instant now) {
        Set<Kind> owed = EnumSet.noneOf(Kind.class);
        if (!occasion.mailsWanted()
                || !occasion.hasEmail()
                || occasion.arrival().isPast(now)) {
            return owed;
        }
        if (occasion.deleted() || occasion.after() == CANCELED) {
            if (occasion.before() != CANCELED) {
                owed.add(Kind.CANCELLATION);
            }
        } else if (occasion.after() == CONFIRMED) {
            if (occasion.creationSeen()) {
                owed.add(Kind.CONFIRMATION);
            }
            if (occasion.before() == CONFIRMED && !Collections.disjoint(occasion.changedFields(), TELLING)) {
                owed.add(Kind.CHANGE);
            }
        }
        return owed;
    }
}
