package io.bellhop.api;

import java.util.List;
import java.util.function.Function;

/**
 * Part of a list, the newest first.
 *
 * @param next the cursor of the page after; null if this is the last
 */
public record Page<T>(List<T> items, String next) {

    /** The most items that one page holds. */
    private static final int MAX_LIMIT = 500;

    /** How many items a page holds when the call does not say. */
    private static final int DEFAULT_LIMIT = 50;

    /**
     * Reads the {@code limit} of a call; may be null.
     *
     * @throws ProblemException if it is not from 1 to {@value #MAX_LIMIT}
     */
    public static int limit(String text) {
        String expected = "limit is from 1 to " + MAX_LIMIT;
        Integer limit = Parameter.parse(text, Integer::valueOf, expected);
        if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
            throw Problem.badRequest(expected).asException();
        }
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    /** From one item more than the page holds, which tells whether there is a page after. */
    public static <T> Page<T> of(List<T> oneMore, int limit, Function<T, Object> cursor) {
        if (oneMore.size() <= limit) {
            return new Page<>(oneMore, null);
        }
        List<T> items = oneMore.subList(0, limit);
        return new Page<>(items, cursor.apply(items.get(limit - 1)).toString());
    }
}
