package io.bellhop.provider.sevenrooms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.bellhop.event.IdempotencyKey;
import io.bellhop.provider.Envelope;
import io.bellhop.provider.JsonBody;
import io.bellhop.provider.ProviderTime;
import io.bellhop.webhook.RawBody;
import java.time.Duration;
import java.time.ZoneId;
import java.util.stream.Stream;

/**
 * One event of SevenRooms, of either style, brought to common terms.
 *
 * @param eventId the envelope's own id; null in the observed style, which has none
 * @param venue may be null
 * @param providerType as SevenRooms names it, as in {@code reservation.created}; may be null
 * @param entity the reservation or guest as it now is; may be missing
 * @param time as written; may be null
 */
record SevenRoomsEvent(
        JsonNode json,
        String eventId,
        String venue,
        String providerType,
        String type,
        String entityType,
        JsonNode entity,
        String entityId,
        String time) {

    /** @param pathType the type that the request's path supplies; null if none */
    static SevenRoomsEvent of(JsonNode json, String pathType) {
        if (json.path("entity").isObject()) {
            return observed(json, pathType);
        }
        String named = JsonBody.firstText(json, "event", "type", "event_type");
        boolean enveloped = Stream.of("data", "reservation", "guest")
                .anyMatch(field -> json.path(field).isObject());
        String type = named == null ? pathType : named;
        return enveloped ? enveloped(json, type) : bare(json, bareType(json, type));
    }

    /**
     * A reservation or client that was pulled: nothing is around it, and whatever it holds is its own.
     *
     * @param providerType what it is, rather than what happened to it
     */
    static SevenRoomsEvent pulled(JsonNode entity, String providerType, String type) {
        return new SevenRoomsEvent(
                MissingNode.getInstance(), null, null, providerType, type, providerType, entity, id(entity), null);
    }

    /** {@code entity_type} and {@code event_type} may stand beside the fields themselves. */
    private static String bareType(JsonNode json, String type) {
        String entityType = JsonBody.text(json, "entity_type");
        return entityType == null || type == null || type.contains(".") ? type : entityType + "." + type;
    }

    /** The style seen at public receivers: {@code entity_type}, {@code event_type}, {@code entity}, {@code updates}. */
    private static SevenRoomsEvent observed(JsonNode json, String pathType) {
        JsonNode entity = json.path("entity");
        String entityType = JsonBody.text(json, "entity_type");
        if (entityType == null) {
            // A guest is a client in this style.
            entityType = pathType == null
                    ? SevenRoomsType.guessEntityType(entity)
                    : SevenRoomsType.entityType(pathType).replace("guest", "client");
        }
        String eventType = JsonBody.text(json, "event_type");
        if (eventType == null && pathType != null) {
            eventType = pathType.substring(pathType.indexOf('.') + 1);
        }
        String providerType = entityType == null || eventType == null ? null : entityType + "." + eventType;
        String type = SevenRoomsType.of(providerType);
        if (type.equals("reservation.updated") && isCancellation(json, entity)) {
            type = "reservation.canceled";
        }
        String time = "deleted".equals(eventType)
                ? JsonBody.firstText(entity, "deleted", "updated")
                : JsonBody.text(entity, "updated");
        return new SevenRoomsEvent(
                json,
                null,
                JsonBody.text(entity, "venue_id"),
                providerType,
                type,
                entityType,
                entity,
                id(entity),
                time);
    }

    /** The style of the partners' description: {@code id}, {@code event}, {@code created_at}, {@code data}. */
    private static SevenRoomsEvent enveloped(JsonNode json, String named) {
        JsonNode data = json.path("data");
        String type = SevenRoomsType.of(named);
        String entityType = SevenRoomsType.entityType(named);
        JsonNode entity = entity(json, data, entityType);
        String enveloped = JsonBody.firstText(json, "created_at", "timestamp");
        String entityId = "guest.merged".equals(type)
                ? JsonBody.firstText(data, "surviving_guest_id", "primary_guest_id", "guest_id")
                : id(entity);
        return new SevenRoomsEvent(
                json,
                JsonBody.firstText(json, "id", "event_id"),
                JsonBody.text(json, "venue_id"),
                named,
                type,
                entityType,
                entity,
                entityId,
                enveloped == null ? JsonBody.text(entity, "updated") : enveloped);
    }

    /** A reservation or guest without an envelope around it. Its {@code id} is its own, not the event's. */
    private static SevenRoomsEvent bare(JsonNode json, String providerType) {
        return new SevenRoomsEvent(
                json,
                null,
                JsonBody.text(json, "venue_id"),
                providerType,
                SevenRoomsType.of(providerType),
                providerType == null ? SevenRoomsType.guessEntityType(json) : SevenRoomsType.entityType(providerType),
                json,
                id(json),
                JsonBody.text(json, "updated"));
    }

    private static JsonNode entity(JsonNode json, JsonNode data, String entityType) {
        String field = "reservation".equals(entityType) ? "reservation" : "guest";
        if (data.path(field).isObject()) {
            return data.path(field);
        }
        return json.path(field).isObject() ? json.path(field) : data;
    }

    /** The guest that stands beside a reservation or a merge; missing if there is none. */
    JsonNode guestBeside() {
        JsonNode inData = json.path("data").path("guest");
        JsonNode guest = inData.isObject() ? inData : json.path("guest");
        return guest.isObject() ? guest : MissingNode.getInstance();
    }

    private static boolean isCancellation(JsonNode json, JsonNode entity) {
        for (JsonNode update : json.path("updates")) {
            if ("status".equals(JsonBody.text(update, "field"))) {
                String status = JsonBody.text(entity, "status");
                return "CANCELED".equalsIgnoreCase(status) || "CANCELLED".equalsIgnoreCase(status);
            }
        }
        return false;
    }

    private static String id(JsonNode entity) {
        return JsonBody.text(entity, "id");
    }

    Envelope envelope(RawBody bytes, Duration keyLifetime, ZoneId zone) {
        String subjectType = "client".equals(entityType) ? "guest" : entityType;
        boolean known = "reservation".equals(subjectType) || "guest".equals(subjectType);
        return new Envelope(
                key(),
                keyLifetime,
                type,
                providerType,
                known && entityId != null ? subjectType + "/" + entityId : null,
                ProviderTime.parse(time, zone),
                note(),
                bytes);
    }

    private String note() {
        boolean mergedIntoNobody = "guest.merged".equals(type) && entityId == null;
        return mergedIntoNobody ? "a merge without the id of the surviving guest; a person must look at it" : null;
    }

    /** The envelope's id; else what the entity became and when; else the bytes' meaning. */
    private IdempotencyKey key() {
        if (eventId != null) {
            return IdempotencyKey.of("sevenrooms", venue, eventId);
        }
        String version = providerType != null && providerType.endsWith(".deleted")
                ? JsonBody.firstText(entity, "deleted", "updated")
                : JsonBody.text(entity, "updated");
        if (id(entity) != null && version != null && providerType != null) {
            String eventType = providerType.substring(providerType.indexOf('.') + 1);
            return IdempotencyKey.of("sevenrooms", entityType, id(entity), eventType, version);
        }
        return IdempotencyKey.of("sevenrooms", "sha256", JsonBody.canonicalSha256(json));
    }

    /** Without what it holds: that may be a person's. */
    @Override
    public String toString() {
        return "SevenRoomsEvent[" + type + "]";
    }
}
