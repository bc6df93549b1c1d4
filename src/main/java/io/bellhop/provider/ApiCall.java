package io.bellhop.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One call of a provider's API, as it is to be made: nothing here calls anybody.
 *
 * @param path below the API's base address, by segments, not encoded: whatever a segment holds, it stays one
 * @param query not encoded, in this order
 * @param body JSON; null for none
 * @param once whether a second one would do something a second time: then it is not repeated unless it certainly did nothing
 */
public record ApiCall(Method method, List<String> path, Map<String, String> query, JsonNode body, boolean once) {

    /** The methods there are. */
    public enum Method {
        GET,
        POST,
        PUT,
        DELETE
    }

    /** @throws IllegalArgumentException for a segment that means a place rather than names one */
    public ApiCall {
        path = List.copyOf(path);
        if (path.stream().anyMatch(segment -> segment.isEmpty() || segment.equals(".") || segment.equals(".."))) {
            throw new IllegalArgumentException("a path has a segment that is empty, . or ..");
        }
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    public ApiCall(Method method, List<String> path, Map<String, String> query, JsonNode body) {
        this(method, path, query, body, false);
    }

    public static ApiCall get(List<String> path) {
        return new ApiCall(Method.GET, path, Map.of(), null);
    }

    public static ApiCall post(List<String> path, JsonNode body) {
        return new ApiCall(Method.POST, path, Map.of(), body);
    }

    public static ApiCall put(List<String> path, JsonNode body) {
        return new ApiCall(Method.PUT, path, Map.of(), body);
    }

    public static ApiCall delete(List<String> path) {
        return new ApiCall(Method.DELETE, path, Map.of(), null);
    }

    /** This one, with a query argument, in place of the one of that name if it had one; null leaves it as it is. */
    public ApiCall with(String name, String value) {
        if (value == null) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new ApiCall(method, path, more, body, once);
    }

    /** This one, not to be repeated. */
    public ApiCall onlyOnce() {
        return new ApiCall(method, path, query, body, true);
    }

    /** The segments of a path as a setting has it, as in {@code /v1/venues}. */
    public static List<String> path(String text) {
        return Stream.of(text.split("/")).filter(segment -> !segment.isEmpty()).toList();
    }

    /** Without its arguments and its body: these may hold a person's data, or a secret. */
    @Override
    public String toString() {
        return method + " /" + String.join("/", path);
    }
}
