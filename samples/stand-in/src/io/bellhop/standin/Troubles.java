package io.bellhop.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The troubles that are still to come, in the order they were asked for. */
final class Troubles {

    private final List<Trouble> waiting = new ArrayList<>();

    synchronized void add(Trouble trouble) {
        waiting.add(trouble);
    }

    /** The first that hits this request. */
    synchronized Optional<Trouble> next(String method, String path) {
        for (int place = 0; place < waiting.size(); place++) {
            Trouble trouble = waiting.get(place);
            if (trouble.hits(method, path)) {
                use(place, trouble);
                return Optional.of(trouble);
            }
        }
        return Optional.empty();
    }

    private void use(int place, Trouble trouble) {
        if (trouble.times() == 1) {
            waiting.remove(place);
        } else if (trouble.times() > 1) {
            waiting.set(place, trouble.times(trouble.times() - 1));
        }
    }

    synchronized void clear() {
        waiting.clear();
    }
}
