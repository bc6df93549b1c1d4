package io.bellhop.standin;

import com.github.tomakehurst.wiremock.common.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import wiremock.com.fasterxml.jackson.databind.JsonNode;

/** An answer of the stand-in, read. */
record Answered(int status, JsonNode body) {

    static Answered of(HttpResponse<String> answer) {
        return new Answered(answer.statusCode(), Json.node(answer.body()));
    }

    String text(String pointer) {
        return body.at(pointer).asText();
    }

    /** The ids of SevenRooms' results, or of Channex' data. */
    List<String> ids() {
        JsonNode list = body.at("/data/results").isArray() ? body.at("/data/results") : body.path("data");
        return StreamSupport.stream(list.spliterator(), false)
                .map(entry -> entry.path("id").asText())
                .toList();
    }
}
