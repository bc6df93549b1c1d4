package io.bellhop.registration;

import io.bellhop.provider.RegisteredWebhook;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Our webhook among those at a provider.
 *
 * @param webhook null if none of them is it
 * @param duplicates the others that bring the same to the same address
 */
record Found(RegisteredWebhook webhook, List<RegisteredWebhook> duplicates) {

    /**
     * By its id first, so that one whose address was changed is still known to be it; then by what it is for.
     *
     * @param reference null if it is not known
     * @param identity the fields that say what a webhook is for
     */
    static Found among(List<RegisteredWebhook> all, String reference, RegisteredWebhook wanted, Set<String> identity) {
        List<RegisteredWebhook> same = new ArrayList<>(
                all.stream().filter(one -> isSame(one, wanted, identity)).toList());
        RegisteredWebhook found = all.stream()
                .filter(one -> reference != null && reference.equals(one.reference()))
                .findFirst()
                .orElseGet(() -> same.isEmpty() ? null : same.get(0));
        same.remove(found);
        return new Found(found, List.copyOf(same));
    }

    /** It and its duplicates. */
    List<RegisteredWebhook> all() {
        return Stream.concat(Stream.ofNullable(webhook), duplicates.stream()).toList();
    }

    private static boolean isSame(RegisteredWebhook one, RegisteredWebhook other, Set<String> identity) {
        return identity.stream()
                .allMatch(field ->
                        Objects.equals(one.fields().get(field), other.fields().get(field)));
    }
}
