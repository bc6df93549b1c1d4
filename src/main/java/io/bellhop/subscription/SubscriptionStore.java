package io.bellhop.subscription;

import io.bellhop.api.Problem;
import io.bellhop.api.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.sql.SQLException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Writes subscriptions. Every change is told to all replicas; this one knows of it before it is answered. */
@Singleton
final class SubscriptionStore {

    private static final String UNIQUE_VIOLATION = "23505";

    private static final String NOTIFY = "select cast(pg_notify('" + Subscriptions.CHANNEL + "', '') as text)";

    private static final String FORGET_FAILURES = """
            update subscription_health set failing_since = null, warned_at = null where subscription_id = :id
            """;

    private final Subscriptions subscriptions;

    SubscriptionStore(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** Fails with a 409 if another has its name. */
    Uni<Subscription> add(Subscription subscription) {
        return write(subscription::persist);
    }

    /**
     * Changes of one subscription come one after the other: each writes all of it.
     *
     * @param change of what is locked; says whether its failures so far are to be forgotten
     */
    Uni<Subscription> change(SubscriptionId id, Predicate<Subscription> change) {
        return write(() -> locked(id)
                .call(present -> change.test(present)
                        ? forgetFailures(id)
                        : Uni.createFrom().voidItem()));
    }

    /** Its deliveries stay. */
    Uni<Void> remove(SubscriptionId id) {
        return write(() -> locked(id).call(present -> present.delete())).replaceWithVoid();
    }

    /** In the caller's session. Fails with a 404 if it is not there. */
    Uni<Subscription> find(SubscriptionId id) {
        return present(Subscription.findById(id.value()));
    }

    private static Uni<Subscription> locked(SubscriptionId id) {
        return present(Subscription.findById(id.value(), LockModeType.PESSIMISTIC_WRITE));
    }

    private static Uni<Subscription> present(Uni<Subscription> found) {
        return found.onItem().ifNull().failWith(SubscriptionStore::noSuchSubscription);
    }

    static ProblemException noSuchSubscription() {
        return Problem.notFound("No subscription has this id").asException();
    }

    private Uni<Subscription> write(Supplier<Uni<Subscription>> change) {
        return Panache.withTransaction(() -> change.get()
                        .call(() -> Panache.getSession()
                                .flatMap(session -> session.createNativeQuery(NOTIFY, String.class)
                                        .getSingleResult())))
                .onFailure(SubscriptionStore::isNameTaken)
                .transform(taken ->
                        Problem.conflict("Another subscription has this name").asException())
                .call(subscriptions::reloadIfPossible);
    }

    private static Uni<Integer> forgetFailures(SubscriptionId id) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(FORGET_FAILURES)
                        .setParameter("id", id.value())
                        .executeUpdate());
    }

    /** Its name is all that is unique of it but for the id. */
    private static boolean isNameTaken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean taken = cause instanceof PgException refusal && UNIQUE_VIOLATION.equals(refusal.getSqlState())
                    || cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState());
            if (taken) {
                return true;
            }
        }
        return false;
    }
}
