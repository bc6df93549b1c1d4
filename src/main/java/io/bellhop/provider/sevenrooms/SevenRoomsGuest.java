package io.bellhop.provider.sevenrooms;

import static io.bellhop.change.GuestFields.ADDRESS;
import static io.bellhop.change.GuestFields.CITY;
import static io.bellhop.change.GuestFields.COMPANY;
import static io.bellhop.change.GuestFields.COUNTRY;
import static io.bellhop.change.GuestFields.EMAIL;
import static io.bellhop.change.GuestFields.FIRST_NAME;
import static io.bellhop.change.GuestFields.LANGUAGE;
import static io.bellhop.change.GuestFields.LAST_NAME;
import static io.bellhop.change.GuestFields.MARKETING_OPT_IN;
import static io.bellhop.change.GuestFields.NOTES;
import static io.bellhop.change.GuestFields.OTHER_EMAIL;
import static io.bellhop.change.GuestFields.OTHER_PHONE;
import static io.bellhop.change.GuestFields.PHONE;
import static io.bellhop.change.GuestFields.POSTAL_CODE;
import static io.bellhop.change.GuestFields.SALUTATION;
import static io.bellhop.change.GuestFields.VIP;

import io.bellhop.change.GuestChange;
import io.bellhop.change.Told;
import io.bellhop.change.Version;
import io.bellhop.provider.Payload;

/** What a client, or the person of a reservation, says in our fields: whatever is not empty. */
final class SevenRoomsGuest {

    private SevenRoomsGuest() {}

    /** Has an id, an e-mail address or a phone number. */
    static boolean canBeKnownAgain(Payload guest) {
        return guest.id("id") != null || isReachable(guest);
    }

    /** The private notes of the house are none of it. */
    static Told told(Payload client) {
        String language = client.language("preferred_language_code");
        return contact(client)
                .ifKnown(SALUTATION, client.text("salutation"))
                .ifKnown(OTHER_EMAIL, client.text("email_alt"))
                .ifKnown(OTHER_PHONE, client.text("phone_number_alt"))
                .ifKnown(COMPANY, client.text("company"))
                .ifKnown(NOTES, client.note("notes"))
                .ifKnown(LANGUAGE, language == null ? client.language("language") : language)
                .ifKnown(MARKETING_OPT_IN, client.flag("marketing_opt_in"))
                .done();
    }

    /**
     * Who comes.
     *
     * @param reference may be null
     * @return null if nothing says who it is
     */
    static GuestChange ofReservation(Payload reservation, String reference, Version version) {
        return reference == null && !isReachable(reservation)
                ? null
                : new GuestChange(
                        reference, version, false, contact(reservation).done());
    }

    private static boolean isReachable(Payload person) {
        return person.text("email") != null || person.text("phone_number") != null;
    }

    private static Told.Telling contact(Payload person) {
        return Told.tell()
                .ifKnown(FIRST_NAME, person.text("first_name"))
                .ifKnown(LAST_NAME, person.text("last_name"))
                .ifKnown(EMAIL, person.text("email"))
                .ifKnown(PHONE, person.text("phone_number"))
                .ifKnown(VIP, person.flag("is_vip"))
                .ifKnown(ADDRESS, person.text("address"))
                .ifKnown(CITY, person.text("city"))
                .ifKnown(POSTAL_CODE, person.text("postal_code"))
                .ifKnown(COUNTRY, person.text("country"));
    }
}
