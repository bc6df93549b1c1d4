package io.bellhop;

import java.util.ArrayList;
import java.util.List;

/** Every order in which things can come. */
public final class Permutations {

    private Permutations() {}

    public static <T> List<List<T>> of(List<T> things) {
        if (things.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> orders = new ArrayList<>();
        for (int first = 0; first < things.size(); first++) {
            List<T> others = new ArrayList<>(things);
            T taken = others.remove(first);
            for (List<T> order : of(others)) {
                List<T> whole = new ArrayList<>(List.of(taken));
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
    }
}
