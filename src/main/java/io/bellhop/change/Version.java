package io.bellhop.change;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Which of two tellings of the same thing is the newer one.
 *
 * @param at by the provider; by our clock if the provider tells no time
 * @param tieBreak of two at the same time the greater wins; never null
 */
public record Version(Instant at, String tieBreak) implements Comparable<Version> {

    /** Of one length, so that texts order as the versions do. */
    private static final DateTimeFormatter SORTABLE = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final int TIME_LENGTH = 30;

    public Version(Instant at) {
        this(at, "");
    }

    /** Reads what {@link #toString()} wrote. */
    public static Version parse(String text) {
        return new Version(Instant.parse(text.substring(0, TIME_LENGTH)), text.substring(TIME_LENGTH));
    }

    @Override
    public int compareTo(Version other) {
        int byTime = at.compareTo(other.at);
        return byTime != 0 ? byTime : tieBreak.compareTo(other.tieBreak);
    }

    public boolean isAfter(Version other) {
        return compareTo(other) > 0;
    }

    /** Orders, char by char, as the versions do: {@code 2026-05-04T08:22:32.452000000Z} and the tie-break. */
    @Override
    public String toString() {
        return SORTABLE.format(at) + tieBreak;
    }
}
