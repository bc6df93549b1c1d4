package io.bellhop.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.delivery.DeliveryMetrics.Result;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeliveryMetricsTest {

    @Test
    void eachStepIsOneResult() {
        assertThat(Result.of(new NextStep.Done(), true)).isEqualTo(Result.DELIVERED);
        assertThat(Result.of(new NextStep.Retry(Instant.EPOCH, "timeout"), true))
                .isEqualTo(Result.RETRIED);
        assertThat(Result.of(new NextStep.Dead("gone"), true)).isEqualTo(Result.DEAD);
        assertThat(Result.of(new NextStep.Park(Instant.EPOCH), true)).isEqualTo(Result.PARKED);
    }

    @Test
    void whatSomebodyElseMakesAgainIsNoDelivery() {
        assertThat(Result.of(new NextStep.Done(), false)).hasToString("unrecorded");
    }
}
