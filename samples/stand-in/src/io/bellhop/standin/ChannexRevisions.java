package io.bellhop.standin;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import wiremock.com.fasterxml.jackson.databind.JsonNode;
import wiremock.com.fasterxml.jackson.databind.node.ObjectNode;

/** The feed of booking revisions: one stays in it until it is acknowledged. */
final class ChannexRevisions {

    private final Map<String, ObjectNode> byId = new LinkedHashMap<>();
    private final Map<String, Integer> acknowledgements = new HashMap<>();
    private final InstantSource clock;

    ChannexRevisions(InstantSource clock, Seed seed) {
        this.clock = clock;
        seed.all("channex/revisions").forEach(this::put);
    }

    Map<String, Function<Asked, Answer>> answers() {
        return Map.of(
                "channex.feed", this::feed,
                "channex.revisions", this::list,
                "channex.revision", this::one,
                "channex.ack", this::acknowledge);
    }

    synchronized String put(ObjectNode revision) {
        ObjectNode entry = revision.has("attributes") ? revision : ChannexPage.entry("booking_revision", revision);
        if (entry.path("attributes") instanceof ObjectNode attributes && !attributes.has("inserted_at")) {
            attributes.put("inserted_at", Seed.time(clock.instant()));
        }
        String id = entry.path("id").asText();
        byId.put(id, entry);
        acknowledgements.remove(id);
        return id;
    }

    /** As one that was offered for too long. */
    synchronized void leaveFeed(String id) {
        acknowledgements.put(id, 0);
    }

    synchronized JsonNode attributes(String id) {
        return byId.get(id).path("attributes");
    }

    synchronized Map<String, Integer> acknowledgements() {
        return Map.copyOf(acknowledgements);
    }

    synchronized void clear() {
        byId.clear();
        acknowledgements.clear();
    }

    private synchronized Answer feed(Asked asked) {
        return new ChannexPage(asked)
                .of(byId.values().stream()
                        .filter(entry -> !isAcknowledged(entry))
                        .toList());
    }

    private synchronized Answer list(Asked asked) {
        return new ChannexPage(asked).of(byId.values().stream().map(this::shown).toList());
    }

    private synchronized Answer one(Asked asked) {
        ObjectNode found = byId.get(asked.segment(3));
        return found == null ? ChannexErrors.of(404) : Answer.ok(Answer.object(Map.of("data", shown(found))));
    }

    private synchronized Answer acknowledge(Asked asked) {
        String id = asked.segment(3);
        if (!byId.containsKey(id)) {
            return ChannexErrors.of(404);
        }
        acknowledgements.merge(id, 1, Integer::sum);
        return Answer.ok(success());
    }

    static ObjectNode success() {
        return Answer.object(Map.of("meta", Map.of("message", "Success")));
    }

    private boolean isAcknowledged(ObjectNode entry) {
        return acknowledgements.containsKey(entry.path("id").asText());
    }

    /** Once it is acknowledged, the card is no longer told. */
    private ObjectNode shown(ObjectNode entry) {
        if (!isAcknowledged(entry)) {
            return entry;
        }
        ObjectNode copy = entry.deepCopy();
        if (copy.path("attributes") instanceof ObjectNode attributes) {
            attributes.putNull("guarantee");
        }
        return copy;
    }
}
