package io.bellhop.settings;

import io.smallrye.config.ConfigValidationException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What the framework says of settings, so that an operator knows what would be possible. */
public final class Faults {

    private static final Pattern UNREADABLE = Pattern.compile(
            ".*The config property (\\S+) with the config value \"(.*)\" threw an Exception whilst being converted.*",
            Pattern.DOTALL);
    private static final Pattern UNKNOWN = Pattern.compile(".*SRCFG00050: (\\S+) in .*");

    /** What an exception of our own, or of a converter, is introduced by. */
    private static final Pattern CLASS = Pattern.compile("^[a-z]\\w*(\\.\\w+)+: ");

    private final KnownSettings known;

    public Faults(KnownSettings known) {
        this.known = known;
    }

    /** A line for each, once. */
    public List<String> of(ConfigValidationException failure) {
        return IntStream.range(0, failure.getProblemCount())
                .mapToObj(problem -> line(failure.getProblem(problem).getMessage()))
                .distinct()
                .toList();
    }

    private String line(String problem) {
        Matcher unreadable = UNREADABLE.matcher(problem);
        if (unreadable.matches()) {
            return known.named(unreadable.group(1))
                    .map(setting ->
                            unreadable.group(1) + " is \"" + unreadable.group(2) + "\", but is " + setting.possible())
                    .orElse(problem);
        }
        Matcher unknown = UNKNOWN.matcher(problem);
        return unknown.matches()
                ? unknown(unknown.group(1))
                : CLASS.matcher(problem).replaceFirst("");
    }

    /** Of a name that is no setting's. */
    public String unknown(String name) {
        return "there is no setting " + name + "; there are " + String.join(", ", known.near(name));
    }
}
