package io.bellhop.processing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.Api;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What there is now, as the API shows it. */
final class Rows {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** When and by which event a row came to be as it is, rather than what it is. */
    private static final List<String> BOOKKEEPING =
            List.of("id", "guest_id", "changed_fields", "event_id", "created_at", "updated_at");

    private Rows() {}

    /** All of the list, page by page. @param query names and values */
    static List<JsonNode> all(String path, String... query) {
        List<JsonNode> rows = new ArrayList<>();
        String cursor = null;
        do {
            JsonNode page = page(path, 500, cursor, query);
            page.get("items").forEach(rows::add);
            cursor = page.path("next").textValue();
        } while (cursor != null);
        return rows;
    }

    /** @param cursor null for the first page */
    static JsonNode page(String path, int limit, String cursor, String... query) {
        RequestSpecification request = with(query).queryParam("limit", limit);
        return json((cursor == null ? request : request.queryParam("cursor", cursor))
                .get("/api/v1/" + path)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private static RequestSpecification with(String... query) {
        RequestSpecification request = Api.asAdmin();
        for (int i = 0; i < query.length; i += 2) {
            request = request.queryParam(query[i], query[i + 1]);
        }
        return request;
    }

    static JsonNode only(String path, String... query) {
        List<JsonNode> rows = all(path, query);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    static JsonNode one(String path, String id) {
        return json(Api.asAdmin()
                .get("/api/v1/" + path + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    /** Of each row the text of one field. */
    static List<String> texts(List<JsonNode> rows, String field) {
        return rows.stream().map(row -> row.path(field).textValue()).toList();
    }

    /** Without what tells only how it came to be. */
    static ObjectNode state(JsonNode row) {
        ObjectNode state = row.deepCopy();
        state.remove(BOOKKEEPING);
        return state;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
