package io.bellhop.standin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Channex answers when it does not do what it was asked. */
final class ChannexErrors {

    private static final Map<Integer, List<String>> CODES = Map.of(
            400, List.of("bad_request", "Bad Request"),
            401, List.of("unauthorized", "Unauthorized"),
            403, List.of("forbidden", "Forbidden"),
            404, List.of("resource_not_found", "Resource Not Found"),
            422, List.of("validation_error", "Validation Error"),
            429, List.of("http_too_many_requests", "Too Many Requests"));

    private ChannexErrors() {}

    static Answer of(int status) {
        return of(status, Map.of());
    }

    /** @param details what is wrong with which field */
    static Answer of(int status, Map<String, List<String>> details) {
        List<String> code = CODES.getOrDefault(status, List.of("internal_server_error", "Internal Server Error"));
        Map<String, Object> errors = new LinkedHashMap<>();
        errors.put("code", code.get(0));
        errors.put("title", code.get(1));
        if (!details.isEmpty()) {
            errors.put("details", details);
        }
        return new Answer(status, Answer.object(Map.of("errors", errors)));
    }
}
