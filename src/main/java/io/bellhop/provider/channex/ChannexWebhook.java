package io.bellhop.provider.channex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.provider.JsonBody;
import io.bellhop.provider.RegisteredWebhook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a webhook that is registered at Channex. */
final class ChannexWebhook {

    static final String CALLBACK_URL = "callback_url";
    static final String EVENT_MASK = "event_mask";
    static final String PROPERTY_ID = "property_id";
    static final String IS_GLOBAL = "is_global";
    static final String IS_ACTIVE = "is_active";
    static final String SEND_DATA = "send_data";
    static final String REQUEST_PARAMS = "request_params";
    static final String HEADERS = "headers";

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private ChannexWebhook() {}

    /** Null is none. */
    static boolean isId(String text) {
        return text != null && UUID.matcher(text).matches();
    }

    /** Empty if it has no id that may stand in an address. */
    static Optional<RegisteredWebhook> of(JsonNode entry) {
        String id = JsonBody.text(entry, "id");
        if (!isId(id)) {
            return Optional.empty();
        }
        ObjectNode attributes = entry.path("attributes").isObject()
                ? entry.path("attributes").deepCopy()
                : JsonNodeFactory.instance.objectNode();
        if (JsonBody.text(attributes, PROPERTY_ID) == null) {
            attributes.put(
                    PROPERTY_ID,
                    JsonBody.text(entry.path("relationships").path("property").path("data"), "id"));
        }
        return Optional.of(of(id, attributes));
    }

    /** @param attributes as an entry has them, or as they are written */
    static RegisteredWebhook of(String id, JsonNode attributes) {
        Map<String, String> fields = new HashMap<>();
        Stream.of(CALLBACK_URL, PROPERTY_ID).forEach(name -> put(fields, name, JsonBody.text(attributes, name)));
        put(fields, EVENT_MASK, mask(JsonBody.text(attributes, EVENT_MASK)));
        // Left out means no.
        List.of(IS_GLOBAL, IS_ACTIVE, SEND_DATA)
                .forEach(name -> fields.put(name, "" + attributes.path(name).asBoolean()));
        Stream.of(REQUEST_PARAMS, HEADERS)
                .forEach(group -> attributes
                        .path(group)
                        .properties()
                        .forEach(entry -> fields.put(
                                group + "." + entry.getKey(), entry.getValue().asText())));
        return new RegisteredWebhook(id, fields);
    }

    private static void put(Map<String, String> fields, String name, String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    /** The same names in another order are the same mask. */
    private static String mask(String text) {
        return text == null
                ? null
                : Stream.of(text.split(";"))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .sorted()
                        .collect(Collectors.joining(";"));
    }
}
