package io.bellhop.subscription;

import io.bellhop.egress.CallbackUrl;
import io.bellhop.signature.SubscriptionSecrets;
import java.util.Map;

/**
 * A subscription, ready for use.
 *
 * @param callback with its {@code request_params}
 * @param fallback with its {@code request_params}; null if there is none
 * @param headers to be sent besides the gateway's own
 * @param ratePerMinute attempts; null for no limit
 */
public record ActiveSubscription(
        SubscriptionId id,
        String name,
        CallbackUrl callback,
        CallbackUrl fallback,
        Map<String, String> headers,
        boolean sendData,
        SubscriptionSecrets secrets,
        RetryPolicy retry,
        Integer ratePerMinute) {

    public ActiveSubscription {
        headers = Map.copyOf(headers);
    }

    /** Without headers, which may hold tokens. */
    @Override
    public String toString() {
        return "ActiveSubscription[" + id + "]";
    }
}
