package io.bellhop.registration;

import io.bellhop.provider.RegisteredWebhook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Our webhook among those at a provider.
 *
 * @param webhook null if none of them is it
 * @param duplicates the others that bring the same to the same address
 * @param others those that bring something else to the same address
 */
record Found(RegisteredWebhook webhook, List<RegisteredWebhook> duplicates, List<RegisteredWebhook> others) {

    Found(RegisteredWebhook webhook, List<RegisteredWebhook> duplicates) {
        this(webhook, duplicates, List.of());
    }

    /**
     * By its id first, so that one whose address was changed is still known to be it; then by what it is for.
     *
     * @param reference null if it is not known
     * @param identity the fields that say what a webhook is for
     * @param address the field with where it goes
     */
    static Found among(
            List<RegisteredWebhook> all,
            String reference,
            RegisteredWebhook wanted,
            Set<String> identity,
            String address) {
        Map<String, RegisteredWebhook> left = new LinkedHashMap<>();
        // A list that changes while it is read may show one of them twice.
        all.forEach(one -> left.put(one.reference(), one));
        RegisteredWebhook known = reference == null ? null : left.get(reference);
        List<RegisteredWebhook> same = left.values().stream()
                .filter(one -> isSame(one, wanted, identity))
                .toList();
        RegisteredWebhook found = known == null ? same.stream().findFirst().orElse(null) : known;
        if (found != null) {
            left.remove(found.reference());
        }
        List<RegisteredWebhook> duplicates =
                left.values().stream().filter(same::contains).toList();
        List<RegisteredWebhook> others = left.values().stream()
                .filter(one -> !same.contains(one)
                        && isAt(wanted.fields().get(address), one.fields().get(address)))
                .toList();
        return new Found(found, duplicates, others);
    }

    /** Whatever arguments follow it. */
    private static boolean isAt(String address, String other) {
        return address != null && other != null && other.split("\\?", 2)[0].equals(address);
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
