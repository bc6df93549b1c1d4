package io.bellhop.api;

import java.time.DateTimeException;
import java.util.function.Function;

/** Reads the text of a path or query parameter. */
public final class Parameter {

    private Parameter() {}

    /**
     * The parsed value, or null for none.
     *
     * @param expected what the parameter takes, as in {@code from is a date and time such as 2026-05-04T08:22:32Z}
     * @throws ProblemException 400 with that text if the value cannot be parsed
     */
    public static <T> T parse(String text, Function<String, T> parser, String expected) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Problem.badRequest(expected).asException();
        }
    }
}
