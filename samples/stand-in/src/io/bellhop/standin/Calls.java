package io.bellhop.standin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The last calls. */
final class Calls {

    private static final int MAX = 10_000;

    private final Deque<Call> calls = new ArrayDeque<>();

    synchronized void add(Call call) {
        calls.add(call);
        if (calls.size() > MAX) {
            calls.remove();
        }
    }

    synchronized List<Call> of(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).toList();
    }

    synchronized Map<String, Integer> byPath() {
        Map<String, Integer> counts = new TreeMap<>();
        calls.forEach(call -> counts.merge(call.path(), 1, Integer::sum));
        return counts;
    }

    synchronized void clear() {
        calls.clear();
    }
}
