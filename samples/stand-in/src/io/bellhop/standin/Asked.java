package io.bellhop.standin;

import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.common.JsonException;
import com.github.tomakehurst.wiremock.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import wiremock.com.fasterxml.jackson.databind.JsonNode;
import wiremock.com.fasterxml.jackson.databind.node.MissingNode;

/** A request, as what answers it needs it. */
record Asked(Request request, String path, Map<String, String> query) {

    static Asked of(Request request) {
        String[] parts = request.getUrl().split("\\?", 2);
        return new Asked(request, parts[0], parts.length == 1 ? Map.of() : pairs(parts[1]));
    }

    String method() {
        return request.getMethod().value();
    }

    /** Null if there is none. */
    String header(String name) {
        return request.getHeader(name);
    }

    /** The segment at this place, decoded; the first is 0. */
    String segment(int place) {
        return decoded(path.substring(1).split("/")[place]);
    }

    int number(String name, int otherwise) {
        try {
            return Integer.parseInt(query.getOrDefault(name, ""));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    String body() {
        return request.getBodyAsString();
    }

    Map<String, String> form() {
        return pairs(body());
    }

    /** Missing if the body is not JSON. */
    JsonNode json() {
        try {
            return Json.node(body());
        } catch (JsonException e) {
            return MissingNode.getInstance();
        }
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            pairs.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
        }
        return pairs;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
