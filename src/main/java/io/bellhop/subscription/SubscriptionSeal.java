package io.bellhop.subscription;

import io.bellhop.signature.SecretBox;
import io.bellhop.signature.SigningSecret;
import io.bellhop.signature.SubscriptionSecrets;
import io.bellhop.signature.SubscriptionSecrets.Held;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Seals and opens what of a subscription nobody may read. Opening fails if it was sealed with another key. */
@Singleton
final class SubscriptionSeal {

    private static final String SECRET = "secret";
    private static final String UNTIL = "until";
    private static final String REQUEST_PARAMS = "request_params";
    private static final String HEADERS = "headers";

    private final SecretBox box;

    SubscriptionSeal(SecretBox box) {
        this.box = box;
    }

    byte[] seal(SubscriptionId id, SubscriptionSecrets secrets) {
        JsonArray list = new JsonArray();
        for (Held held : secrets.held()) {
            JsonObject one = new JsonObject().put(SECRET, held.secret().reveal());
            list.add(held.until() == null ? one : one.put(UNTIL, held.until()));
        }
        return box.seal(list.encode().getBytes(StandardCharsets.UTF_8), context(id));
    }

    /** @throws IllegalArgumentException if they cannot be opened */
    SubscriptionSecrets secrets(Subscription subscription) {
        JsonArray list = new JsonArray(open(subscription.id(), subscription.secrets));
        return new SubscriptionSecrets(list.stream()
                .map(JsonObject.class::cast)
                .map(one -> new Held(new SigningSecret(one.getString(SECRET)), until(one)))
                .toList());
    }

    private static Instant until(JsonObject held) {
        return held.getString(UNTIL) == null ? null : held.getInstant(UNTIL);
    }

    byte[] seal(SubscriptionId id, Additions additions) {
        JsonObject object = new JsonObject()
                .put(REQUEST_PARAMS, json(additions.requestParams()))
                .put(HEADERS, json(additions.headers()));
        return box.seal(object.encode().getBytes(StandardCharsets.UTF_8), context(id));
    }

    private static JsonObject json(Map<String, String> texts) {
        JsonObject object = new JsonObject();
        texts.forEach(object::put);
        return object;
    }

    /** @throws IllegalArgumentException if they cannot be opened */
    Additions additions(Subscription subscription) {
        JsonObject object = new JsonObject(open(subscription.id(), subscription.additions));
        return new Additions(texts(object.getJsonObject(REQUEST_PARAMS)), texts(object.getJsonObject(HEADERS)));
    }

    private static Map<String, String> texts(JsonObject object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.forEach(entry -> texts.put(entry.getKey(), (String) entry.getValue()));
        return texts;
    }

    private String open(SubscriptionId id, byte[] sealed) {
        return new String(box.open(sealed, context(id)), StandardCharsets.UTF_8);
    }

    /** What is copied to another subscription's row does not open there. */
    private static String context(SubscriptionId id) {
        return "subscription/" + id;
    }
}
