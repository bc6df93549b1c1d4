package io.bellhop.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.outbound.ApiFailureException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration BASE = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofSeconds(60);
    private static final ApiFailureException UNAVAILABLE = new ApiFailureException(Kind.UNAVAILABLE, "answered 503");

    @Test
    void waitsUpToALimitThatDoubles() {
        List<Long> bounds = new ArrayList<>();
        Backoff backoff = new Backoff(BASE, MAX, new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError();
            }

            @Override
            public long nextLong(long bound) {
                bounds.add(bound - 1);
                return bound - 1;
            }
        });

        for (int i = 0; i < 9; i++) {
            backoff.nextDelayInMillis(UNAVAILABLE);
        }

        assertThat(bounds).containsExactly(1000L, 2000L, 4000L, 8000L, 16000L, 32000L, 60000L, 60000L, 60000L);
    }

    @Test
    void mayWaitNothingAtAll() {
        assertThat(new Backoff(BASE, MAX, least()).nextDelayInMillis(UNAVAILABLE))
                .isZero();
    }

    @Test
    void waitsAsLongAsAskedAtLeast() {
        ApiFailureException limited =
                new ApiFailureException(Kind.RATE_LIMITED, "answered 429", Duration.ofSeconds(90));

        assertThat(new Backoff(BASE, MAX, least()).nextDelayInMillis(limited)).isEqualTo(90_000);
    }

    private static RandomGenerator least() {
        return () -> 0;
    }
}
