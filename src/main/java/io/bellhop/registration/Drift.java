package io.bellhop.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.bellhop.provider.RegisteredWebhook;
import io.bellhop.signature.SigningSecret;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A field in which a webhook at a provider is not what is wanted.
 *
 * @param secret true if its value is shown to nobody; else left out
 * @param accepted of the field with our secret: whether what requests bring now is a secret of the source's, though not its
 *     newest; false means that all of them are refused. Left out of any other
 * @param wanted left out if it should have no value
 * @param present left out if it has no value
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record Drift(String field, Boolean secret, Boolean accepted, String wanted, String present) {

    /** In alphabetical order. @param secrets those of the source, the newest first */
    static List<Drift> between(
            RegisteredWebhook wanted,
            RegisteredWebhook present,
            Predicate<String> isSecret,
            List<SigningSecret> secrets) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(wanted.fields().keySet());
        names.addAll(present.fields().keySet());
        List<Drift> drift = new ArrayList<>();
        for (String name : names) {
            String want = wanted.fields().get(name);
            String have = present.fields().get(name);
            if (!Objects.equals(want, have)) {
                drift.add(
                        isSecret.test(name)
                                ? new Drift(name, true, accepted(want, have, secrets), null, null)
                                : new Drift(name, null, null, Shown.text(want), Shown.text(have)));
            }
        }
        return List.copyOf(drift);
    }

    /** More of them than the one that is wanted: every event comes several times. */
    static Drift duplicates(int count) {
        return new Drift("duplicates", null, null, "0", Integer.toString(count));
    }

    /** Of another property, at the same address, with a secret that is about to end or has: theirs would be refused. */
    static Drift others(List<Boolean> accepted) {
        return new Drift(
                "others_without_the_newest_secret",
                null,
                accepted.stream().allMatch(Boolean::booleanValue),
                "0",
                Integer.toString(accepted.size()));
    }

    private static Boolean accepted(String want, String have, List<SigningSecret> secrets) {
        return isOneOf(secrets, want) ? isOneOf(secrets, have) : null;
    }

    private static boolean isOneOf(List<SigningSecret> secrets, String value) {
        return secrets.stream().anyMatch(secret -> secret.reveal().equals(value));
    }
}
