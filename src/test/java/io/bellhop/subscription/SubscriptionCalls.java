package io.bellhop.subscription;

import io.bellhop.Api;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Calls about subscriptions, as a person makes them. */
final class SubscriptionCalls {

    static final String PATH = "/api/v1/subscriptions";

    private SubscriptionCalls() {}

    static String newName() {
        return "Test " + UUID.randomUUID();
    }

    /** The least there has to be, with these fields: names and values in turn. */
    static Map<String, Object> body(String name, Object... fields) {
        Map<String, Object> body = new HashMap<>();
        body.put("name", name);
        body.put("callback_url", "http://127.0.0.1:9/hook");
        body.put("event_mask", "*");
        body.put("is_global", true);
        for (int i = 0; i < fields.length; i += 2) {
            body.put((String) fields[i], fields[i + 1]);
        }
        return body;
    }

    static ValidatableResponse post(Object body) {
        return post("", body);
    }

    static ValidatableResponse post(String path, Object body) {
        return Api.asAdmin()
                .contentType("application/json")
                .body(body)
                .post(PATH + path)
                .then();
    }

    /** @return its id */
    static String make(Map<String, Object> body) {
        return post(body).statusCode(201).extract().path("id");
    }

    static String make(Object... fields) {
        return make(body(newName(), fields));
    }

    static ValidatableResponse get(String id) {
        return Api.asAdmin().get(PATH + "/" + id).then();
    }

    static ValidatableResponse patch(String id, String json) {
        return patch(id, "application/merge-patch+json", json).then();
    }

    static Response patch(String id, String type, String json) {
        return Api.asAdmin().contentType(type).body(json.replace('\'', '"')).patch(PATH + "/" + id);
    }

    static ValidatableResponse put(String id, Object body) {
        return Api.asAdmin()
                .contentType("application/json")
                .body(body)
                .put(PATH + "/" + id)
                .then();
    }

    static ValidatableResponse delete(String id) {
        return Api.asAdmin().delete(PATH + "/" + id).then();
    }
}
