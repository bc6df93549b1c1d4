package io.bellhop.subscription;

import io.bellhop.egress.CallbackUrl;
import io.bellhop.egress.EgressRules;
import io.bellhop.event.EventAppender;
import io.bellhop.event.EventId;
import io.bellhop.event.EventIds;
import io.bellhop.event.IdempotencyKey;
import io.bellhop.event.NewEvent;
import io.bellhop.event.Origin;
import io.bellhop.webhook.RawBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Tells as events, which others may subscribe to, how subscriptions fare. However many replicas tell the same, it is one event. */
@Singleton
final class SubscriptionEvents {

    /** No replica sees the same thing so much later than another. */
    private static final Duration KEY_LIFETIME = Duration.ofDays(30);

    private final EventAppender appender;
    private final EgressRules rules;
    private final EventIds ids;
    private final InstantSource clock;

    SubscriptionEvents(EventAppender appender, EgressRules rules, EventIds ids, InstantSource clock) {
        this.appender = appender;
        this.rules = rules;
        this.ids = ids;
        this.clock = clock;
    }

    /** Once for each beginning of its failures. @param until when it will be switched off if nothing changes */
    Uni<Void> failing(Subscription subscription, Instant since, Instant lastFailure, Instant until) {
        JsonObject body = body(subscription, SubscriptionHealth.FAILING)
                .put("failing_since", since)
                .put("failed_at", lastFailure)
                .put("disabled_from", until);
        return append(subscription, NewEvent.SUBSCRIPTION_FAILING, since, body);
    }

    /** Once for each state that it was switched off in. @param since its first failure; null if that is not the reason */
    Uni<Void> disabled(Subscription subscription, String reason, Instant since) {
        JsonObject body = body(subscription, reason);
        return append(
                subscription,
                NewEvent.SUBSCRIPTION_DISABLED,
                subscription.updatedAt,
                since == null ? body : body.put("failing_since", since));
    }

    private JsonObject body(Subscription subscription, String reason) {
        return new JsonObject()
                .put("subscription_id", subscription.id().toString())
                .put("name", subscription.name)
                // The rest of the address may hold a token.
                .put("host", host(subscription))
                .put("reason", reason);
    }

    /** Null if the settings do not allow the address any more. */
    private String host(Subscription subscription) {
        try {
            return CallbackUrl.parse(subscription.callbackUrl, rules).host();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Uni<Void> append(Subscription subscription, String type, Instant once, JsonObject body) {
        Instant now = clock.instant();
        String id = subscription.id().toString();
        NewEvent event = new NewEvent(
                new EventId(ids.next()),
                NewEvent.GATEWAY,
                type,
                null,
                "subscription/" + id,
                now,
                now,
                Origin.GATEWAY,
                IdempotencyKey.of(type, id, once.toString()),
                now.plus(KEY_LIFETIME),
                "application/json",
                null,
                new RawBody(body.encode().getBytes(StandardCharsets.UTF_8)));
        return appender.append(List.of(event)).replaceWithVoid();
    }
}
