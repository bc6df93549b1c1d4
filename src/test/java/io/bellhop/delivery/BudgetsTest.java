package io.bellhop.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.subscription.SubscriptionId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BudgetsTest {

    private static final Instant NOON = Instant.parse("2026-06-10T12:00:00Z");
    private static final UUID ONE = new UUID(1, 1);

    private static Budgets perMinute(Integer rate) {
        return new Budgets(List.of(new Places(new SubscriptionId(ONE), 20, 5, rate)), NOON);
    }

    @Test
    void withoutALimitAnyNumberIsAllowed() {
        Budgets budgets = perMinute(null);

        assertThat(budgets.isEmpty()).isTrue();
        assertThat(budgets.allowed(ONE)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void afterAPauseASecondsWorthAndOneMoreMayComeAtOnce() {
        assertThat(perMinute(600).allowed(ONE)).isEqualTo(11);
        assertThat(perMinute(60).allowed(ONE)).isEqualTo(2);
        assertThat(perMinute(1).allowed(ONE)).isEqualTo(2);
    }

    @Test
    void whatWasSpentBeforeIsCounted() {
        Budgets budgets = perMinute(60);

        budgets.read(ONE, NOON.plusMillis(1).atOffset(ZoneOffset.UTC));
        assertThat(budgets.allowed(ONE)).isZero();

        budgets.read(ONE, NOON.minusSeconds(2).atOffset(ZoneOffset.UTC));
        assertThat(budgets.allowed(ONE)).isEqualTo(3);
    }

    @Test
    void eachAttemptMovesTheNextOneOn() {
        Budgets budgets = perMinute(60);

        budgets.spend(ONE);
        budgets.spend(ONE);

        assertThat(budgets.next()).containsExactly(NOON.plusSeconds(1).atOffset(ZoneOffset.UTC));
    }
}
