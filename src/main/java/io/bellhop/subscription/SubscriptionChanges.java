package io.bellhop.subscription;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.api.Problem;
import io.bellhop.api.ProblemException;
import io.bellhop.event.EventIds;
import io.bellhop.signature.SigningSecret;
import io.bellhop.signature.SubscriptionSecrets;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Changes subscriptions as the API asks: checked as a whole before anything is written. Asking DNS may take long, so nothing is
 * locked meanwhile; what a change does not name may be changed by another until it is written, and stays as that says.
 */
@Singleton
final class SubscriptionChanges {

    private final SubscriptionSeal seal;
    private final SubscriptionChecks checks;
    private final SubscriptionStore store;
    private final EventIds ids;
    private final InstantSource clock;

    SubscriptionChanges(
            SubscriptionSeal seal,
            SubscriptionChecks checks,
            SubscriptionStore store,
            EventIds ids,
            InstantSource clock) {
        this.seal = seal;
        this.checks = checks;
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /** With this as its only secret. */
    Uni<Subscription> make(Wanted wanted, SigningSecret secret) {
        return checks.check(wanted, null).chain(() -> {
            Subscription made = new Subscription();
            made.id = ids.next();
            made.createdAt = now();
            made.updatedAt = made.createdAt;
            made.secrets = seal.seal(made.id(), SubscriptionSecrets.of(secret));
            apply(wanted, made);
            return store.add(made);
        });
    }

    /** @param change from it as it would have to be asked for now to as it is asked for; called twice */
    Uni<Subscription> change(SubscriptionId id, UnaryOperator<ObjectNode> change) {
        return Panache.withSession(() -> store.find(id))
                .call(before -> checks.check(wanted(before, change), before))
                .chain(() -> store.change(id, present -> {
                    Wanted wanted = wanted(present, change);
                    requireNothingIsTakenElsewhere(present, change, wanted);
                    boolean again = wanted.active() && !present.active;
                    if (again) {
                        present.disabledAt = null;
                        present.disabledReason = null;
                    }
                    present.updatedAt = now();
                    apply(wanted, present);
                    return again;
                }));
    }

    /** Those before stay valid so long. */
    Uni<Subscription> rotate(SubscriptionId id, SigningSecret newest, Duration grace) {
        return store.change(id, present -> {
            SubscriptionSecrets secrets = opened(present, seal::secrets);
            if (secrets.held().stream().anyMatch(one -> one.secret().equals(newest))) {
                throw Asked.problem(Wanted.SECRET, "takes one that it has not had a moment ago");
            }
            Instant now = now();
            present.secrets = seal.seal(id, secrets.rotate(newest, now, now.plus(grace)));
            present.updatedAt = now;
            return false;
        });
    }

    Uni<Void> remove(SubscriptionId id) {
        return store.remove(id);
    }

    private Wanted wanted(Subscription present, UnaryOperator<ObjectNode> change) {
        return Wanted.of(change.apply(Wanted.json(present, opened(present, seal::additions))));
    }

    /** What is shown by name only must not be had by sending it to somebody else. */
    private static void requireNothingIsTakenElsewhere(
            Subscription present, UnaryOperator<ObjectNode> change, Wanted wanted) {
        Set<String> before = receivers(present.callbackUrl, present.fallbackUrl);
        boolean elsewhere = !before.containsAll(receivers(wanted.callbackUrl(), wanted.fallbackUrl()));
        Wanted told = Wanted.of(change.apply(Wanted.json(present, Additions.NONE)));
        if (elsewhere && !told.additions().equals(wanted.additions())) {
            throw Asked.problem(
                    Wanted.HEADERS, "and request_params have to be given anew, as those before are another receiver's");
        }
    }

    private static Set<String> receivers(String... urls) {
        return Stream.of(urls)
                .filter(Objects::nonNull)
                .map(url -> URI.create(url).getAuthority().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private void apply(Wanted wanted, Subscription subscription) {
        subscription.additions = seal.seal(subscription.id(), wanted.additions());
        wanted.writeTo(subscription);
    }

    private static <T> T opened(Subscription subscription, Function<Subscription, T> seal) {
        try {
            return seal.apply(subscription);
        } catch (IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    private static ProblemException unusable(IllegalArgumentException e) {
        return Problem.conflict("The subscription can only be removed and made anew: " + e.getMessage())
                .asException();
    }

    /** As exactly as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
