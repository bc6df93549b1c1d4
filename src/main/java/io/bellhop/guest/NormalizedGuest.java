package io.bellhop.guest;

import static io.bellhop.change.GuestFields.EMAIL;
import static io.bellhop.change.GuestFields.OTHER_EMAIL;
import static io.bellhop.change.GuestFields.OTHER_PHONE;
import static io.bellhop.change.GuestFields.PHONE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bellhop.change.Told;
import io.bellhop.state.JsonRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an event tells of a guest, addresses and numbers in their one spelling.
 *
 * @param fields without those told as null; one that cannot be normalised is as it was written
 * @param contacts by which the guest may be found: their first address, then their first number
 * @param others by which they may be found from now on, too
 * @param ownRecord it is the guest's own record that tells, not what was noted for a reservation
 */
record NormalizedGuest(Map<String, JsonNode> fields, List<Contact> contacts, List<Contact> others, boolean ownRecord) {

    /** @param region see {@link Contact#phone} */
    static NormalizedGuest of(Told told, String region) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        told.values().forEach((field, value) -> {
            if (value != null) {
                fields.put(field, JsonRows.value(value));
            }
        });
        fields.remove(OTHER_EMAIL);
        fields.remove(OTHER_PHONE);
        List<Contact> contacts = new ArrayList<>();
        replace(fields, EMAIL, Contact.email(told.text(EMAIL)), contacts);
        replace(fields, PHONE, Contact.phone(told.text(PHONE), region), contacts);
        List<Contact> others = new ArrayList<>();
        Contact.email(told.text(OTHER_EMAIL)).ifPresent(others::add);
        Contact.phone(told.text(OTHER_PHONE), region).ifPresent(others::add);
        return new NormalizedGuest(fields, contacts, others, true);
    }

    /** As it was noted when the reservation was made: it fills, but does not speak over the guest's own record. */
    NormalizedGuest besideAReservation() {
        return new NormalizedGuest(fields, contacts, others, false);
    }

    private static void replace(
            Map<String, JsonNode> fields, String field, Optional<Contact> normalized, List<Contact> contacts) {
        normalized.ifPresent(contact -> {
            fields.put(field, TextNode.valueOf(contact.value()));
            contacts.add(contact);
        });
    }
}
