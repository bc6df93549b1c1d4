package io.bellhop.subscription;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which types of events are wanted: {@code *} for all, or names joined by {@code ;}, of which one that ends in {@code .*} means
 * all that begin so. As in {@code reservation.*;room.presence.changed}.
 *
 * @param names without blanks, none twice
 */
public record EventMask(List<String> names) {

    private static final String ALL = "*";
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]+(\\.[a-z0-9_]+)*(\\.\\*)?");
    private static final int MAX_NAMES = 100;
    private static final int MAX_LENGTH = 100;

    public EventMask {
        names = List.copyOf(names);
    }

    /** @throws IllegalArgumentException if it is none; what it says is fit for an answer */
    public static EventMask parse(String text) {
        Set<String> names = new LinkedHashSet<>();
        Arrays.stream(text.split(";", -1)).map(String::strip).forEach(names::add);
        if (names.contains(ALL)) {
            if (names.size() > 1) {
                throw new IllegalArgumentException("* stands alone: it is all there are");
            }
        } else if (!names.stream().allMatch(EventMask::isName)) {
            throw new IllegalArgumentException(
                    "takes * or names joined by ; as in reservation.*;room.presence.changed");
        }
        if (names.size() > MAX_NAMES) {
            throw new IllegalArgumentException("has at most " + MAX_NAMES + " names");
        }
        return new EventMask(List.copyOf(names));
    }

    private static boolean isName(String name) {
        return name.length() <= MAX_LENGTH && NAME.matcher(name).matches();
    }

    /** The same rule stands in the statement that finds an event's subscriptions. */
    public boolean matches(String type) {
        return names.stream().anyMatch(name -> matches(name, type));
    }

    private static boolean matches(String name, String type) {
        return name.equals(ALL)
                || name.equals(type)
                || name.endsWith(".*") && type.startsWith(name.substring(0, name.length() - 1));
    }

    /** As it is stored: names joined by {@code ;}. */
    @Override
    public String toString() {
        return String.join(";", names);
    }
}
