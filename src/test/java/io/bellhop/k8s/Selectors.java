package io.bellhop.k8s;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression of PromQL asks for, as far as a test has to know: its metrics, each with the labels and values that it is
 * chosen by, and the labels that it groups and joins by.
 *
 * @param grouping the labels in {@code by (…)}, {@code on (…)} and the like
 */
record Selectors(List<Selector> selectors, Set<String> grouping) {

    /** @param values by label, those that it may have; empty if any */
    record Selector(String metric, Map<String, List<String>> values) {}

    private static final Set<String> JOINING = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");

    private static final Pattern TOKEN =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^\\]]*]|\\d[\\w.]*|[a-zA-Z_:][\\w:]*|\\S");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    static Selectors of(String expression) {
        List<Selector> selectors = new ArrayList<>();
        Set<String> grouping = new LinkedHashSet<>();
        Matcher token = TOKEN.matcher(expression);
        int from = 0;
        while (token.find(from)) {
            String word = token.group();
            from = token.end();
            if (!Character.isLetter(word.charAt(0)) || WORDS.contains(word)) {
                continue;
            }
            String rest = expression.substring(from).stripLeading();
            int skipped = expression.length() - from - rest.length();
            if (JOINING.contains(word)) {
                int end = rest.indexOf(')');
                Arrays.stream(rest.substring(1, end).split(","))
                        .map(String::strip)
                        .forEach(grouping::add);
                from += skipped + end + 1;
            } else if (rest.startsWith("{")) {
                int end = endOfBraces(rest);
                selectors.add(new Selector(word, values(rest.substring(1, end))));
                from += skipped + end + 1;
            } else if (!rest.startsWith("(") && !isFunctionWithGrouping(rest)) {
                selectors.add(new Selector(word, Map.of()));
            }
        }
        return new Selectors(selectors, grouping);
    }

    /** As in {@code sum by (…) (…)}. */
    private static boolean isFunctionWithGrouping(String rest) {
        return rest.startsWith("by ") || rest.startsWith("without ") || rest.startsWith("by(");
    }

    private static int endOfBraces(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && text.charAt(i - 1) != '\\') {
                quoted = !quoted;
            } else if (c == '}' && !quoted) {
                return i;
            }
        }
        throw new IllegalArgumentException("no end of " + text);
    }

    private static Map<String, List<String>> values(String braces) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Matcher matcher = MATCHER.matcher(braces);
        while (matcher.find()) {
            String value = matcher.group(3);
            boolean any = value.contains("$") || value.contains(".*");
            values.put(matcher.group(1), any ? List.of() : List.of(value.split("\\|")));
        }
        return values;
    }
}
