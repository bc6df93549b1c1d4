package io.bellhop.log;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A text as its words in lower case: whatever stands between them, it is the same text. */
record Words(List<String> all) {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    static Words of(String text) {
        return new Words(WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList());
    }

    boolean beginsAt(int place, List<String> line) {
        return place + all.size() <= line.size()
                && line.subList(place, place + all.size()).equals(all);
    }
}
