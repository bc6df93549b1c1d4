package io.bellhop.provider.channex;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.provider.ApiCall;
import io.bellhop.provider.UnreadablePayloadException;
import java.util.List;

/**
 * Channex's lists, page by page; pages count from 1.
 *
 * @param limit entries of a page
 */
record ChannexPages(int limit) {

    private static final String PAGE = "pagination[page]";

    /** @param venue the property whose entries are asked for; null for those of all */
    ApiCall first(String venue, String... path) {
        return ApiCall.get(List.of(path))
                .with(PAGE, "1")
                .with("pagination[limit]", Integer.toString(limit))
                .with("filter[property_id]", venue);
    }

    /** The page after the one that was asked for; none after an empty one. */
    List<ApiCall> following(ApiCall asked, JsonNode answer) {
        return isLast(answer)
                ? List.of()
                : List.of(page(asked, Integer.parseInt(asked.query().getOrDefault(PAGE, "1")) + 1));
    }

    /** The page on which the entries are that follow so many. */
    ApiCall after(int entries, ApiCall asked) {
        return page(asked, entries / limit + 1);
    }

    static boolean isLast(JsonNode answer) {
        return answer.path("data").isEmpty();
    }

    static JsonNode entries(JsonNode answer) throws UnreadablePayloadException {
        JsonNode data = answer.path("data");
        if (!data.isArray()) {
            throw new UnreadablePayloadException("an answer without a list of data");
        }
        return data;
    }

    private static ApiCall page(ApiCall asked, int page) {
        return asked.with(PAGE, Integer.toString(page));
    }
}
