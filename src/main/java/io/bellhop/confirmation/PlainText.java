package io.bellhop.confirmation;

import java.util.regex.Pattern;

/** What others have written, made fit for a line of an e-mail. */
final class PlainText {

    /** Longer than any name of a person or a place; the rest is cut off. */
    private static final int MAX_CHARACTERS = 120;

    /** Line breaks would begin another header or line; turns of the writing direction would show what is not there. */
    private static final Pattern UNFIT =
            Pattern.compile("[\\p{Cc}\\p{Z}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]+");

    /** A name does not lead anywhere: what does is somebody's advertisement, sent in our name to any address they like. */
    private static final Pattern LEADS_SOMEWHERE =
            Pattern.compile("://|www\\.|@|\\.\\p{L}{2,}/|[<>]", Pattern.CASE_INSENSITIVE);

    private PlainText() {}

    /** One line without control characters; null if nothing is left. */
    static String line(String text) {
        if (text == null) {
            return null;
        }
        String line = UNFIT.matcher(text).replaceAll(" ").strip();
        if (line.codePointCount(0, line.length()) > MAX_CHARACTERS) {
            line = line.substring(0, line.offsetByCodePoints(0, MAX_CHARACTERS)).strip() + "…";
        }
        return line.isEmpty() ? null : line;
    }

    /** Of a person, as anybody on the internet may have typed it; null if it is none. */
    static String name(String text) {
        String name = line(text);
        return name == null || LEADS_SOMEWHERE.matcher(name).find() ? null : name;
    }
}
