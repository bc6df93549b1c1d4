package io.bellhop.provider.channex;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.provider.JsonBody;

/**
 * One event of Channex, enveloped or flat, brought to common terms.
 *
 * @param name as Channex names it; null if it does not
 * @param payload missing if the webhook sends no data
 */
record ChannexEvent(String name, JsonNode root, JsonNode payload) {

    /** @param root an object */
    static ChannexEvent of(JsonNode root) {
        String event = JsonBody.text(root, "event");
        boolean flat = event == null && root.hasNonNull("booking_id");
        // A flat body, seen at one receiver, has the payload's fields at its root.
        return flat ? new ChannexEvent("booking", root, root) : new ChannexEvent(event, root, root.path("payload"));
    }

    boolean hasData() {
        return payload.isObject() || payload.isArray() && !payload.isEmpty();
    }

    /** The payload's id of the revision goes before the root's; null if there is none. */
    String revision() {
        String inPayload = JsonBody.firstText(payload, "revision_id", "booking_revision_id");
        return inPayload != null ? inPayload : JsonBody.firstText(root, "revision_id", "booking_revision_id");
    }

    /** Null if it names none. */
    String booking() {
        String booking = JsonBody.text(payload, "booking_id");
        return booking == null ? JsonBody.text(payload.path("bms"), "booking_id") : booking;
    }

    /** The outer one goes before all others; null if it names none. */
    String property() {
        String property = JsonBody.text(root, "property_id");
        return property == null ? JsonBody.text(payload, "property_id") : property;
    }

    /** Without what it holds: that may be a person's. */
    @Override
    public String toString() {
        return "ChannexEvent[" + name + "]";
    }
}
