package io.bellhop.api;

import java.time.DateTimeException;
import java.util.UUID;
import java.util.function.Function;

/** Reads the text of a path or query parameter. */
public final class Parameter {

    private Parameter() {}

    /** The id in a path. @throws ProblemException 400 if it is none */
    public static UUID id(String text) {
        return parse(text, UUID::fromString, "an id is a UUID, such as 01a1fe52-0ce3-7b97-a18d-d883739ba859");
    }

    /** @throws IllegalArgumentException if it is neither true nor false */
    public static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException();
        }
        return text.equals("true");
    }

    /** The cursor of a list by id. @throws ProblemException 400 if it is none */
    public static UUID cursor(String text) {
        return parse(text, UUID::fromString, "cursor is the next of the page before");
    }

    /**
     * The parsed value, or null for none.
     *
     * @param expected what the parameter takes, as in {@code from is a date and time such as 2026-05-04T08:22:32Z}
     * @throws ProblemException 400 with that text if the value cannot be parsed
     */
    public static <T> T parse(String text, Function<String, T> parser, String expected) {
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Problem.badRequest(expected).asException();
        }
    }
}
