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
    public static final int MAX_LIMIT = 500;

    /** How many items a page holds when the call does not say. */
    public static final String DEFAULT_LIMIT = "50";

    /** @throws ProblemException if it is not from 1 to {@value #MAX_LIMIT} */
    public static int checkLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.badRequest("limit is from 1 to " + MAX_LIMIT).asException();
        }
        return limit;
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
