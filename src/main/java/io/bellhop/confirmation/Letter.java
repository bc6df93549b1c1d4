package io.bellhop.confirmation;

import java.util.List;

/**
 * What an e-mail says, in its guest's language: plain text throughout, to be escaped where it becomes HTML.
 *
 * <p>Public for the templates, whose compiled form reads it.
 *
 * @param language ISO 639, as in {@code en}
 * @param subject one line
 * @param calendarNote null if nothing is attached
 * @param color of its heading, as in {@code #1d6b4f}; dark enough for white to be read on it
 */
public record Letter(
        String language,
        String subject,
        String heading,
        String greeting,
        String introduction,
        List<Line> lines,
        String calendarNote,
        String whyYou,
        String color) {

    /** One thing that is known of the reservation. */
    public record Line(String label, String value) {}

    @Override
    public String toString() {
        return "Letter[redacted]";
    }
}
