package io.bellhop.standin;

import com.github.tomakehurst.wiremock.common.Json;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import wiremock.com.fasterxml.jackson.databind.JsonNode;
import wiremock.com.fasterxml.jackson.databind.node.ObjectNode;

/** Channex: booking revisions, availability, messages, reviews, and the webhooks that others registered. */
public final class Channex {

    public static final String API_KEY = "stand-in-channex-key";
    /** The hotel that is there from the start. */
    public static final String PROPERTY = "77fea738-3817-5c15-a701-ef266727fc8f";

    private static final Map<String, String> EVENTS =
            Map.of("modified", "booking_modification", "cancelled", "booking_cancellation");

    private final InstantSource clock;
    private final Seed seed;
    private final ChannexRevisions revisions;
    private final ChannexWebhooks webhooks;
    private final ChannexHotel hotel;

    Channex(InstantSource clock, Seed seed) {
        this.clock = clock;
        this.seed = seed;
        revisions = new ChannexRevisions(clock, seed);
        webhooks = new ChannexWebhooks(clock);
        hotel = new ChannexHotel(clock, seed);
    }

    Map<String, Function<Asked, Answer>> answers() {
        Map<String, Function<Asked, Answer>> all = new HashMap<>();
        List.of(revisions.answers(), webhooks.answers(), hotel.answers())
                .forEach(answers -> answers.forEach((name, answering) -> all.put(name, proved(answering))));
        all.put("channex.other", proved(asked -> ChannexErrors.of(404)));
        return all;
    }

    private static Function<Asked, Answer> proved(Function<Asked, Answer> answering) {
        return asked -> API_KEY.equals(asked.header("user-api-key")) ? answering.apply(asked) : ChannexErrors.of(401);
    }

    /**
     * Adds a booking revision, not acknowledged, or replaces the one with its {@code id}; tells nobody.
     *
     * @param json its attributes, or the whole of it with its {@code attributes}, readable or not
     * @return its id
     */
    public String putRevision(String json) {
        return revisions.put(Json.read(json, ObjectNode.class));
    }

    /** Removes all revisions. */
    public void clearRevisions() {
        revisions.clear();
    }

    /** The ids of the revisions that were acknowledged. */
    public Set<String> acknowledged() {
        return revisions.acknowledgements().keySet();
    }

    /** Takes a revision out of the feed, as if it had been offered for too long; it stays in the list. */
    public void leaveFeed(String revisionId) {
        revisions.leaveFeed(revisionId);
    }

    /** How often a revision was acknowledged with success. */
    public int acknowledgements(String revisionId) {
        return revisions.acknowledgements().getOrDefault(revisionId, 0);
    }

    /** A new booking, made now, of a made-up guest. @return the revision's id */
    public String book(Webhook told) {
        String code = Long.toString(clock.millis());
        ObjectNode revision = seed.one("channex/booking")
                .put("id", UUID.randomUUID().toString())
                .put("booking_id", UUID.randomUUID().toString())
                .put("unique_id", "BDC-" + code)
                .put("ota_reservation_code", code)
                .put("inserted_at", Seed.time(clock.instant()));
        String id = revisions.put(revision);
        if (told == Webhook.SENT) {
            send(id);
        }
        return id;
    }

    /** Sends the webhook of a revision to whoever registered for it. */
    public List<Sent> send(String revisionId) {
        JsonNode revision = revisions.attributes(revisionId);
        Map<String, String> payload = new LinkedHashMap<>();
        payload.put("booking_id", revision.path("booking_id").asText());
        payload.put("property_id", revision.path("property_id").asText());
        payload.put("revision_id", revisionId);
        String event = EVENTS.getOrDefault(revision.path("status").asText(), "booking_new");
        return webhooks.tell(event, payload.get("property_id"), Answer.object(payload));
    }

    /**
     * Sends a webhook to whoever registered for it.
     *
     * @param payload JSON
     */
    public List<Sent> send(String event, String propertyId, String payload) {
        return webhooks.tell(event, propertyId, Json.node(payload));
    }

    /** The registered webhooks' attributes, as JSON, by their id. */
    public Map<String, String> webhooks() {
        return webhooks.registered();
    }

    /** As a person does in Channex' own pages: whatever is in the JSON object takes the place of what was. */
    public void changeWebhook(String id, String json) {
        webhooks.change(id, Json.read(json, ObjectNode.class));
    }

    public void clearWebhooks() {
        webhooks.clear();
    }

    /** @param room the room type's id @param day as in {@code 2099-06-12} */
    public void putAvailability(String room, String day, int count) {
        hotel.putAvailability(room, day, count);
    }

    /** Adds a message to the thread that is there from the start. @param json its attributes */
    public void putMessage(String json) {
        hotel.putMessage(Json.read(json, ObjectNode.class));
    }

    /** Adds a review. @param json its attributes */
    public void putReview(String json) {
        hotel.putReview(Json.read(json, ObjectNode.class));
    }
}
