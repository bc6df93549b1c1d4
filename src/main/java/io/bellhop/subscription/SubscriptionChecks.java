package io.bellhop.subscription;

import io.bellhop.egress.CallbackUrl;
import io.bellhop.egress.Destination;
import io.bellhop.egress.Destinations;
import io.bellhop.egress.EgressRules;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;

/** Asks around whether a subscription can be as it is wanted: DNS, and the database. Not to be called in a transaction. */
@Singleton
final class SubscriptionChecks {

    private static final String VENUE = "select 1 from venue where id = $1";

    private final EventTypes types;
    private final EgressRules rules;
    private final Destinations destinations;
    private final Pool pool;

    SubscriptionChecks(EventTypes types, EgressRules rules, Destinations destinations, Pool pool) {
        this.types = types;
        this.rules = rules;
        this.destinations = destinations;
        this.pool = pool;
    }

    /**
     * Fails with a 422 that names the field.
     *
     * @param before as it is now, since only what is new is asked about; null if all of it is
     */
    Uni<Void> check(Wanted wanted, Subscription before) {
        List<String> known =
                before == null ? List.of() : EventMask.parse(before.eventMask).names();
        Asked.check(Wanted.EVENT_MASK, wanted.mask().toString(), text -> {
            types.require(wanted.mask(), known);
            return text;
        });
        return url(Wanted.CALLBACK_URL, wanted.callbackUrl(), before == null ? null : before.callbackUrl)
                .chain(() -> url(Wanted.FALLBACK_URL, wanted.fallbackUrl(), before == null ? null : before.fallbackUrl))
                .chain(() -> venue(wanted, before));
    }

    private Uni<Void> url(String field, String text, String before) {
        if (text == null || text.equals(before)) {
            return Uni.createFrom().voidItem();
        }
        CallbackUrl url = Asked.check(field, text, parsed -> CallbackUrl.parse(parsed, rules));
        return backHere(destinations.find(url))
                .invoke(found -> {
                    if (found instanceof Destination.Forbidden forbidden) {
                        throw Asked.problem(field, "leads to where no request may go: " + forbidden.reason());
                    }
                    if (found instanceof Destination.Unknown unknown) {
                        throw Asked.problem(field, "its host cannot be found: " + unknown.reason());
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> venue(Wanted wanted, Subscription before) {
        if (wanted.venueId() == null || before != null && Objects.equals(wanted.venueId(), before.venueId)) {
            return Uni.createFrom().voidItem();
        }
        return pool.preparedQuery(VENUE)
                .execute(Tuple.of(wanted.venueId()))
                .invoke(rows -> {
                    if (rows.size() == 0) {
                        throw Asked.problem(Wanted.VENUE_ID, "no venue has this id");
                    }
                })
                .replaceWithVoid();
    }

    /** A transaction begins only on the context that the call came on, wherever DNS was answered. */
    private static <T> Uni<T> backHere(Uni<T> answer) {
        Context context = Vertx.currentContext();
        return context == null ? answer : answer.emitOn(command -> context.runOnContext(unused -> command.run()));
    }
}
