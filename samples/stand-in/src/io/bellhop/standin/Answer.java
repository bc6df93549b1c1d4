package io.bellhop.standin;

import com.github.tomakehurst.wiremock.common.Json;
import java.util.Map;
import wiremock.com.fasterxml.jackson.databind.JsonNode;
import wiremock.com.fasterxml.jackson.databind.node.ObjectNode;

/** What a request is answered with. */
record Answer(int status, JsonNode body) {

    static Answer ok(JsonNode body) {
        return new Answer(200, body);
    }

    /** An object of these texts, numbers and nodes. */
    static ObjectNode object(Map<String, ?> fields) {
        return Json.getObjectMapper().valueToTree(fields);
    }
}
