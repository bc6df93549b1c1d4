package io.bellhop.provider;

/**
 * Makes texts such that they can be kept and shown: PostgreSQL takes no NUL, JSON no half surrogate pair, and an index
 * nothing endless.
 */
public final class StorableText {

    private static final int MAX_LINE_LENGTH = 300;
    private static final int MAX_NOTE_LENGTH = 10_000;
    private static final int SUBSTITUTE = 0xFFFD;

    private StorableText() {}

    /** A name, an id, a code. @param text may be null; then so is what is returned */
    public static String line(String text) {
        return of(text, MAX_LINE_LENGTH);
    }

    /** What people write. @param text may be null; then so is what is returned */
    public static String note(String text) {
        return of(text, MAX_NOTE_LENGTH);
    }

    private static String of(String text, int maxLength) {
        if (text == null) {
            return null;
        }
        String bounded = text.length() > maxLength ? text.substring(0, maxLength) : text;
        if (isPlain(bounded)) {
            return bounded;
        }
        int[] points = bounded.codePoints().map(StorableText::storable).toArray();
        return new String(points, 0, points.length);
    }

    /** Of nothing but what may stay; a plain loop, since each request's texts come this way. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0 || Character.isSurrogate(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Of a whole pair, a code point is no surrogate. */
    private static int storable(int point) {
        boolean halfAPair = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return point == 0 || halfAPair ? SUBSTITUTE : point;
    }
}
