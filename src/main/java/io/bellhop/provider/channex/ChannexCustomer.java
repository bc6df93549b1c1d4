package io.bellhop.provider.channex;

import static io.bellhop.change.GuestFields.ADDRESS;
import static io.bellhop.change.GuestFields.CITY;
import static io.bellhop.change.GuestFields.COMPANY;
import static io.bellhop.change.GuestFields.COUNTRY;
import static io.bellhop.change.GuestFields.EMAIL;
import static io.bellhop.change.GuestFields.FIRST_NAME;
import static io.bellhop.change.GuestFields.LANGUAGE;
import static io.bellhop.change.GuestFields.LAST_NAME;
import static io.bellhop.change.GuestFields.PHONE;
import static io.bellhop.change.GuestFields.POSTAL_CODE;

import io.bellhop.change.GuestChange;
import io.bellhop.change.Told;
import io.bellhop.change.Version;
import io.bellhop.provider.Payload;

/** Who books. Channex gives them no id of their own, so only an e-mail address or a phone number tells who it is. */
final class ChannexCustomer {

    private ChannexCustomer() {}

    /** Null if nothing says who it is. */
    static GuestChange of(Payload customer, Version version) {
        if (customer.text("mail") == null && customer.text("phone") == null) {
            return null;
        }
        Told told = Told.tell()
                .ifKnown(FIRST_NAME, customer.text("name"))
                .ifKnown(LAST_NAME, customer.text("surname"))
                .ifKnown(EMAIL, customer.text("mail"))
                .ifKnown(PHONE, customer.text("phone"))
                .ifKnown(LANGUAGE, customer.language("language"))
                .ifKnown(COUNTRY, customer.text("country"))
                .ifKnown(CITY, customer.text("city"))
                .ifKnown(ADDRESS, customer.text("address"))
                .ifKnown(POSTAL_CODE, customer.text("zip"))
                .ifKnown(COMPANY, customer.at("company").text("title"))
                .done();
        return new GuestChange(null, version, false, told);
    }
}
