package io.bellhop.confirmation;

import io.bellhop.change.ReservationStatus;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * What an e-mail is about: a reservation as it is now, with its guest and venue. No notes and no requests, which may tell of
 * somebody's health. Of the texts, none has line breaks or other control characters.
 *
 * @param status null if it means none of ours
 * @param code what guest and staff call it; may be null
 * @param venue its name; may be null
 * @param sequence how many e-mails were owed for this reservation before this one
 */
record Booking(
        UUID reservation,
        ReservationStatus status,
        boolean deleted,
        String code,
        String venue,
        Addressee guest,
        Period period,
        Party party,
        Places places,
        Price price,
        int sequence,
        State confirmation) {

    /** Who gets the e-mail: each may be null, the e-mail address for a guest who has none or is erased. */
    record Addressee(String email, String name, Language language) {

        @Override
        public String toString() {
            return "Addressee[redacted]";
        }
    }

    /** How many come; each may be null. */
    record Party(Integer size, Integer adults, Integer children, Integer infants) {

        /** Null if nothing is known. */
        Integer persons() {
            if (size != null) {
                return size;
            }
            int sum = count(adults) + count(children) + count(infants);
            return sum == 0 ? null : sum;
        }

        private static int count(Integer persons) {
            return persons == null ? 0 : persons;
        }
    }

    /** Names of tables, and of the types of rooms as far as they have names: one may stand for several of the rooms. */
    record Places(List<String> tables, List<String> roomTypes, int rooms) {}

    /** Both or none are known: an amount without its currency tells a guest nothing. */
    record Price(BigDecimal amount, String currency) {}

    boolean isConfirmed() {
        return status == ReservationStatus.CONFIRMED && !deleted;
    }

    boolean isCanceled() {
        return status == ReservationStatus.CANCELED || deleted;
    }
}
