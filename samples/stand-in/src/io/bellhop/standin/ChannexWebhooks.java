package io.bellhop.standin;

import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import wiremock.com.fasterxml.jackson.databind.JsonNode;
import wiremock.com.fasterxml.jackson.databind.node.ObjectNode;

/** The webhooks that others registered. */
final class ChannexWebhooks {

    private static final String ORGANIZATION = "357afbeb-5573-57ec-9db1-054681d60ed1";

    private final Map<String, ObjectNode> byId = new LinkedHashMap<>();
    private final ChannexCallback callback;

    ChannexWebhooks(InstantSource clock) {
        callback = new ChannexCallback(clock);
    }

    Map<String, Function<Asked, Answer>> answers() {
        return Map.of(
                "channex.webhooks", this::list,
                "channex.webhook", this::one,
                "channex.webhook.create", this::create,
                "channex.webhook.update", this::update,
                "channex.webhook.remove", this::remove,
                "channex.webhook.test", this::test);
    }

    synchronized Map<String, String> registered() {
        Map<String, String> all = new LinkedHashMap<>();
        byId.forEach((id, webhook) -> all.put(id, webhook.toString()));
        return all;
    }

    synchronized void change(String id, ObjectNode changes) {
        byId.get(id).setAll(changes);
    }

    synchronized void clear() {
        byId.clear();
    }

    private synchronized Answer list(Asked asked) {
        return new ChannexPage(asked)
                .of(byId.values().stream().map(ChannexWebhooks::entry).toList());
    }

    private synchronized Answer one(Asked asked) {
        ObjectNode found = byId.get(asked.segment(3));
        return found == null ? ChannexErrors.of(404) : answer(200, found);
    }

    private synchronized Answer create(Asked asked) {
        ObjectNode webhook = Answer.object(Map.of("is_global", false, "is_active", false, "send_data", false));
        webhook.put("protected", false).putNull("request_params").putNull("headers");
        return keep(webhook, asked, UUID.randomUUID().toString(), 201);
    }

    /** What is not told stays as it is. */
    private synchronized Answer update(Asked asked) {
        String id = asked.segment(3);
        ObjectNode known = byId.get(id);
        return known == null ? ChannexErrors.of(404) : keep(known.deepCopy(), asked, id, 200);
    }

    private Answer keep(ObjectNode webhook, Asked asked, String id, int status) {
        if (asked.json().path("webhook") instanceof ObjectNode told) {
            webhook.setAll(told);
        }
        Map<String, List<String>> wrong = wrong(webhook);
        if (!wrong.isEmpty()) {
            return ChannexErrors.of(422, wrong);
        }
        webhook.put("id", id);
        byId.put(id, webhook);
        return answer(status, webhook);
    }

    private static Map<String, List<String>> wrong(ObjectNode webhook) {
        Map<String, List<String>> wrong = new TreeMap<>();
        if (webhook.path("property_id").asText("").isEmpty()
                && !webhook.path("is_global").asBoolean()) {
            wrong.put("property_id", List.of("can't be blank"));
        }
        if (webhook.path("event_mask").asText("").isEmpty()) {
            wrong.put("event_mask", List.of("can't be blank"));
        }
        if (webhook.path("callback_url").asText("").isEmpty()) {
            wrong.put("callback_url", List.of("can't be blank"));
        } else if (!isHttp(webhook.path("callback_url").asText())) {
            wrong.put("callback_url", List.of("is invalid"));
        }
        return wrong;
    }

    private static boolean isHttp(String url) {
        try {
            return List.of("http", "https")
                    .contains(String.valueOf(URI.create(url).getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private synchronized Answer remove(Asked asked) {
        return byId.remove(asked.segment(3)) == null ? ChannexErrors.of(404) : Answer.ok(ChannexRevisions.success());
    }

    /** Waits for the other's answer, and tells it. */
    private Answer test(Asked asked) {
        JsonNode webhook = asked.json().path("webhook");
        if (!isHttp(webhook.path("callback_url").asText(""))) {
            return ChannexErrors.of(422, Map.of("callback_url", List.of("is invalid")));
        }
        Sent sent = callback.test(webhook);
        return sent.status() == 0
                ? ChannexErrors.of(422, Map.of("callback_url", List.of("can't be reached")))
                : Answer.ok(Answer.object(Map.of("status_code", sent.status(), "body", sent.body())));
    }

    /** One to each callback; where two webhooks match, the one of the property alone. */
    List<Sent> tell(String event, String property, JsonNode payload) {
        return listening(event, property).stream()
                .map(webhook -> callback.tell(webhook, event, property, payload))
                .toList();
    }

    private synchronized List<JsonNode> listening(String event, String property) {
        List<JsonNode> listening = byId.values().stream()
                .filter(webhook -> webhook.path("is_active").asBoolean())
                .filter(webhook -> isMeant(webhook.path("event_mask").asText(), event))
                .filter(webhook -> webhook.path("is_global").asBoolean() || isOf(webhook, property))
                .<JsonNode>map(ObjectNode::deepCopy)
                .toList();
        List<JsonNode> ofProperty =
                listening.stream().filter(webhook -> isOf(webhook, property)).toList();
        return ofProperty.isEmpty() ? listening : ofProperty;
    }

    private static boolean isOf(JsonNode webhook, String property) {
        return webhook.path("property_id").asText("").equals(property);
    }

    private static boolean isMeant(String mask, String event) {
        return List.of(mask.split(";")).stream()
                .map(name -> name.split(":")[0])
                .anyMatch(name -> name.equals("*") || name.equals(event));
    }

    private static ObjectNode entry(ObjectNode webhook) {
        ObjectNode entry = ChannexPage.entry("webhook", webhook);
        entry.set(
                "relationships",
                Answer.object(
                        Map.of("organization", Map.of("data", Map.of("type", "organization", "id", ORGANIZATION)))));
        return entry;
    }

    private static Answer answer(int status, ObjectNode webhook) {
        return new Answer(status, Answer.object(Map.of("data", entry(webhook))));
    }
}
