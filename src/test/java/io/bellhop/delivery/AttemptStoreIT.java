package io.bellhop.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.delivery.AttemptResult.Made;
import io.bellhop.delivery.NextStep.Done;
import io.bellhop.delivery.NextStep.Retry;
import io.bellhop.egress.PostResult.Answered;
import io.bellhop.event.EventIds;
import io.bellhop.processing.Database;
import io.bellhop.subscription.SubscriptionId;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AttemptStoreIT {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final OffsetDateTime OLD_LEASE = NOW.minusSeconds(60).atOffset(ZoneOffset.UTC);
    private static final OffsetDateTime LEASE = NOW.plusSeconds(60).atOffset(ZoneOffset.UTC);

    @Inject
    AttemptStore store;

    @Inject
    EventIds ids;

    /** A replica that was frozen tells late what became of an attempt that another has made again meanwhile. */
    @Test
    void aRecordWhoseLeaseHasPassedChangesNothingAlsoBesideTheOneThatHasIt() {
        UUID id = leased(LEASE);
        Ended stale = ended(id, 1, OLD_LEASE, 503, new Retry(NOW.plusSeconds(5), "server_error"));
        Ended ours = ended(id, 2, LEASE, 204, new Done());

        assertThat(store.record(List.of(stale, ours)).await().atMost(Duration.ofSeconds(10)))
                .containsExactly(ours);

        JsonObject delivery = Deliveries.get(new DeliveryId(id).toString());
        assertThat(delivery.getString("state")).isEqualTo("delivered");
        assertThat(delivery.getJsonArray("requests")).hasSize(1);
        assertThat(store.record(List.of(stale)).await().atMost(Duration.ofSeconds(10)))
                .isEmpty();
    }

    private UUID leased(OffsetDateTime until) {
        UUID id = ids.next();
        Database.execute("""
                insert into delivery (id, event_id, subscription_id, replay, state, attempts, created_at)
                values ('%1$s', '%1$s', '%1$s', false, 'pending', '[]', now());
                insert into due_delivery
                    (delivery_id, event_id, subscription_id, lane, attempts, due_at, leased_until, created_at)
                values ('%1$s', '%1$s', '%1$s', 0, 2, '%2$s', '%2$s', now())""".formatted(id, until));
        return id;
    }

    private static Ended ended(UUID id, int attempt, OffsetDateTime lease, int status, NextStep next) {
        ClaimedDelivery claimed = new ClaimedDelivery(
                new DeliveryId(id), new SubscriptionId(id), Lane.FRESH, false, attempt, false, lease, NOW, null, null);
        Answered answer = new Answered(status, null, "", false, Duration.ofMillis(5));
        return new Ended(claimed, new Made(List.of(new Exchange(Target.CALLBACK, NOW, answer))), next);
    }
}
