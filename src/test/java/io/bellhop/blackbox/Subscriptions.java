package io.bellhop.blackbox;

import io.bellhop.Api;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** Calls about subscriptions. */
final class Subscriptions {

    static final String PATH = "/api/v1/subscriptions/";

    private Subscriptions() {}

    /** One that does not exist yet, with a name of its own. */
    static String to(String url, String mask) {
        return """
                {"name":"%s","callback_url":"%s","event_mask":"%s","is_global":true}""".formatted(UUID.randomUUID(), url, mask);
    }

    static RequestSpecification json(String body) {
        return Api.asAdmin().contentType("application/json").body(body);
    }

    static void remove(String id) {
        Api.asAdmin().delete(PATH + id).then().statusCode(204);
    }
}
