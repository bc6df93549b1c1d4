package io.bellhop.standin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import wiremock.com.fasterxml.jackson.databind.JsonNode;

/** Sends what is due to one registered webhook. Channex would try again after a 5xx; this does not. */
final class ChannexCallback {

    private final Sender sender = new Sender();
    private final InstantSource clock;

    ChannexCallback(InstantSource clock) {
        this.clock = clock;
    }

    /** @param payload left out if the webhook is to have no data */
    Sent tell(JsonNode webhook, String event, String property, JsonNode payload) {
        return post(webhook, event, property, webhook.path("send_data").asBoolean() ? payload : null);
    }

    Sent test(JsonNode webhook) {
        return post(webhook, "test", webhook.path("property_id").asText(null), Answer.object(Map.of("test", true)));
    }

    private Sent post(JsonNode webhook, String event, String property, JsonNode payload) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("event", event);
        if (payload != null) {
            body.put("payload", payload);
        }
        body.put("property_id", property);
        body.put("user_id", null);
        body.put("timestamp", Seed.time(clock.instant()) + "Z");
        return sender.post(
                url(webhook),
                texts(webhook.path("headers")),
                Answer.object(body).toString());
    }

    private static String url(JsonNode webhook) {
        String url = webhook.path("callback_url").asText();
        String query = texts(webhook.path("request_params")).entrySet().stream()
                .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + query;
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
