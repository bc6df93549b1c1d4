package io.bellhop.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.bellhop.event.Event;
import io.bellhop.event.EventId;
import io.bellhop.event.EventIds;
import io.bellhop.event.NewEvent;
import io.bellhop.event.Origin;
import io.bellhop.subscription.ActiveSubscription;
import io.bellhop.webhook.RawBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Sends a subscription's callback an event that is none, and says what it answered. Nothing is kept of it. */
@Singleton
final class TestCall {

    private final DeliveryAttempt attempt;
    private final EventIds ids;
    private final InstantSource clock;

    TestCall(DeliveryAttempt attempt, EventIds ids, InstantSource clock) {
        this.attempt = attempt;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param status of the answer; left out if there was none, as are the others that do not apply
     * @param reason why it was no success
     * @param answer the head of the answer's body
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            boolean success,
            Integer status,
            String reason,
            String detail,
            String answer,
            Boolean cutOff,
            long latencyMs) {

        static Answer of(Exchange exchange) {
            RecordedAttempt made = RecordedAttempt.of(1, exchange);
            return new Answer(
                    exchange.succeeded(),
                    made.status(),
                    made.reason(),
                    made.detail(),
                    made.answer(),
                    made.cutOff(),
                    made.latencyMs());
        }
    }

    Uni<Answer> make(ActiveSubscription subscription) {
        Instant now = clock.instant();
        EventId id = new EventId(ids.next());
        RawBody body = new RawBody(new JsonObject()
                .put("message", "This is a test; nothing has happened.")
                .toBuffer()
                .getBytes());
        Event event = new Event(
                id,
                NewEvent.GATEWAY,
                NewEvent.SUBSCRIPTION_TEST,
                null,
                "subscription/" + subscription.id(),
                Origin.GATEWAY,
                now,
                now,
                now,
                id.toString(),
                "application/json",
                null,
                body.sizeBytes());
        return attempt.test(
                        subscription,
                        id.toString(),
                        CloudEventBody.of(event, null, subscription.sendData() ? body : null))
                .map(Answer::of);
    }
}
