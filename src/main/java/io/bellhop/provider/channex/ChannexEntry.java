package io.bellhop.provider.channex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.provider.Envelope;
import io.bellhop.provider.FeedItem;
import io.bellhop.provider.JsonBody;
import io.bellhop.provider.ProviderTime;
import io.bellhop.webhook.RawBody;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * An entry of an answer, out of its wrapping of {@code type}, {@code id}, {@code attributes} and {@code relationships}.
 *
 * @param json as it came
 * @param content its attributes, with what only the wrapping says; without a wrapping, the entry itself
 */
record ChannexEntry(JsonNode json, ObjectNode content) {

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    static ChannexEntry of(JsonNode json) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        if (json.path("attributes") instanceof ObjectNode attributes) {
            content.setAll(attributes);
        } else if (json instanceof ObjectNode object) {
            content.setAll(object);
        }
        ChannexEntry entry = new ChannexEntry(json, content);
        entry.supply("id", JsonBody.text(json, "id"));
        entry.supply("property_id", related(json, "property"));
        entry.supply("booking_id", related(json, "booking"));
        return entry;
    }

    private static String related(JsonNode json, String what) {
        return JsonBody.text(json.path("relationships").path(what).path("data"), "id");
    }

    /** Whether it may stand in a path: what is no UUID could lead elsewhere. */
    static boolean isUuid(String id) {
        return id != null && UUID.matcher(id).matches();
    }

    /** Says what the entry itself leaves open. @param text null if that is not known either */
    ChannexEntry supply(String field, String text) {
        if (text != null && text(field) == null) {
            content.put(field, text);
        }
        return this;
    }

    String id() {
        return text("id");
    }

    /** Null if it does not say. */
    String text(String field) {
        return JsonBody.text(content, field);
    }

    /** Channex writes its times without a zone. */
    Instant moment(String field) {
        return ProviderTime.parse(text(field), ZoneOffset.UTC);
    }

    /** The booking if it names one, else the property; null if it names neither. */
    String subject() {
        String booking = text("booking_id");
        String property = text("property_id");
        if (booking != null) {
            return "reservation/" + booking;
        }
        return property == null ? null : "venue/" + property;
    }

    RawBody body() {
        return JsonBody.canonicalBody(content);
    }

    /** Kept as it came. */
    Envelope unreadable(String note, String providerType) {
        return Envelope.unreadable(note, providerType, JsonBody.canonicalBody(json));
    }

    FeedItem withoutId(String providerType) {
        String note = json.isObject() ? "without an id" : "not a JSON object";
        return new FeedItem.Keyed(unreadable(note, providerType), null);
    }

    /** Without what it holds: that may be a person's. */
    @Override
    public String toString() {
        return "ChannexEntry[" + content.size() + " fields]";
    }
}
