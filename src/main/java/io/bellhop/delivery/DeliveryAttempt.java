package io.bellhop.delivery;

import io.bellhop.delivery.AttemptResult.Made;
import io.bellhop.delivery.AttemptResult.NothingToSend;
import io.bellhop.delivery.AttemptResult.Parked;
import io.bellhop.egress.CallbackUrl;
import io.bellhop.egress.Poster;
import io.bellhop.event.Event;
import io.bellhop.signature.StandardWebhooks;
import io.bellhop.subscription.ActiveSubscription;
import io.bellhop.telemetry.TraceParent;
import io.bellhop.webhook.RawBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes one attempt: one signed POST, and if that fails the same to the fallback. No redirects, no retries. Never fails: whatever
 * went wrong is the result.
 */
@Singleton
final class DeliveryAttempt {

    private final Poster poster;
    private final HostBreakers breakers;
    private final InstantSource clock;

    DeliveryAttempt(Poster poster, HostBreakers breakers, InstantSource clock) {
        this.poster = poster;
        this.breakers = breakers;
        this.clock = clock;
    }

    /** What is posted, the same to callback and fallback. */
    private record Request(Map<String, String> headers, Buffer body) {}

    /** @param traceParent that the requests bring along; null for none */
    Uni<AttemptResult> make(ActiveSubscription subscription, ClaimedDelivery claimed, String traceParent) {
        if (claimed.sent() == null) {
            return Uni.createFrom().item(new NothingToSend(Reason.EVENT_EXPIRED));
        }
        if (claimed.lost() && claimed.attempt() > subscription.retry().maxAttempts()) {
            // Whatever it does to those who attempt it, it ends.
            return Uni.createFrom().item(new NothingToSend(Reason.ATTEMPTS_EXHAUSTED));
        }
        Event event = claimed.sent().event();
        RawBody data = subscription.sendData() ? claimed.sent().body() : null;
        byte[] body = CloudEventBody.of(event, claimed.venue(), data);
        Request request = request(subscription, event.id().toString(), body, traceParent);
        return exchange(Target.CALLBACK, subscription.callback(), request)
                .flatMap(first -> subscription.fallback() == null
                                || first.filter(Exchange::succeeded).isPresent()
                        ? Uni.createFrom().item(result(first, Optional.empty()))
                        : exchange(Target.FALLBACK, subscription.fallback(), request)
                                .map(second -> result(first, second)));
    }

    /** To the callback alone, and whether or not its host is left alone. @param body UTF-8 */
    Uni<Exchange> test(ActiveSubscription subscription, String id, byte[] body) {
        Request request = request(subscription, id, body, null);
        Instant at = clock.instant();
        return poster.post(subscription.callback(), request.headers(), request.body())
                .map(result -> new Exchange(Target.CALLBACK, at, result));
    }

    private Request request(ActiveSubscription subscription, String id, byte[] body, String traceParent) {
        Instant now = clock.instant();
        Map<String, String> headers = new HashMap<>(subscription.headers());
        headers.put("content-type", CloudEventBody.CONTENT_TYPE);
        headers.put("user-agent", "bellhop");
        if (traceParent != null) {
            headers.put(TraceParent.HEADER, traceParent);
        }
        headers.putAll(
                StandardWebhooks.headers(id, now, body, subscription.secrets().valid(now)));
        return new Request(headers, Buffer.buffer(body));
    }

    /** Empty if the host is left alone. */
    private Uni<Optional<Exchange>> exchange(Target target, CallbackUrl url, Request request) {
        Instant at = clock.instant();
        return breakers.unlessOpen(url, () -> poster.post(url, request.headers(), request.body()))
                .map(made -> made.map(result -> new Exchange(target, at, result)));
    }

    private static AttemptResult result(Optional<Exchange> first, Optional<Exchange> second) {
        List<Exchange> exchanges =
                Stream.of(first, second).flatMap(Optional::stream).toList();
        return exchanges.isEmpty() ? new Parked() : new Made(exchanges);
    }
}
