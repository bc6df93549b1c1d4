package io.bellhop.k8s;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is found wrong with one thing. */
final class Violations {

    private final String where;
    private final List<String> found = new ArrayList<>();

    /** @param where the thing that is looked at */
    Violations(String where) {
        this.where = where;
    }

    Violations unless(boolean right, String wrong) {
        if (!right) {
            found.add(where + ": " + wrong);
        }
        return this;
    }

    Stream<String> stream() {
        return found.stream();
    }
}
