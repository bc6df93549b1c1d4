package io.bellhop.subscription;

import io.bellhop.egress.CallbackUrl;
import io.bellhop.egress.EgressRules;
import io.bellhop.signature.SubscriptionSecrets;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.IntStream;

/** Makes subscriptions ready for use. */
@Singleton
final class SubscriptionOpening {

    private final SubscriptionSeal seal;
    private final EgressRules rules;

    SubscriptionOpening(SubscriptionSeal seal, EgressRules rules) {
        this.seal = seal;
        this.rules = rules;
    }

    /** @throws IllegalArgumentException if it was sealed with another key, or the settings do not allow its addresses any more */
    ActiveSubscription open(Subscription subscription) {
        RetryPolicy retry = new RetryPolicy(
                IntStream.of(subscription.retrySchedule)
                        .mapToObj(Duration::ofSeconds)
                        .toList(),
                subscription.maxAttempts,
                Duration.ofSeconds(subscription.maxAge));
        Additions additions = seal.additions(subscription);
        return new ActiveSubscription(
                subscription.id(),
                subscription.name,
                url(subscription.callbackUrl, additions),
                url(subscription.fallbackUrl, additions),
                additions.headers(),
                subscription.sendData,
                seal.secrets(subscription),
                retry,
                subscription.rateLimit);
    }

    /** Of one that is not stored. */
    ActiveSubscription open(SubscriptionId id, Wanted wanted, SubscriptionSecrets secrets) {
        return new ActiveSubscription(
                id,
                wanted.name(),
                url(wanted.callbackUrl(), wanted.additions()),
                url(wanted.fallbackUrl(), wanted.additions()),
                wanted.additions().headers(),
                wanted.sendData(),
                secrets,
                wanted.retry(),
                wanted.ratePerMinute());
    }

    private CallbackUrl url(String text, Additions additions) {
        return text == null ? null : CallbackUrl.parse(text, rules).withParams(additions.requestParams());
    }
}
