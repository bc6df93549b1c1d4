package io.bellhop.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.event.Backlog.Waiting;
import io.bellhop.webhook.RawBody;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private final Backlog backlog = new Backlog(10, 1000);

    @Test
    void isTakenInTheOrderItCame() {
        Waiting first = waiting(1, 1);
        Waiting second = waiting(2, 1);
        backlog.offer(first);
        backlog.offer(second);

        assertThat(backlog.take(10, 1000)).containsExactly(first, second);
        assertThat(backlog.take(10, 1000)).isEmpty();
    }

    @Test
    void takesAsManyEventsAsItIsAllowed() {
        assertThat(backlog.offer(waiting(9, 1))).isTrue();
        assertThat(backlog.offer(waiting(2, 1))).isFalse();
        assertThat(backlog.offer(waiting(1, 1))).isTrue();
        assertThat(backlog.offer(waiting(1, 1))).isFalse();
        assertThat(backlog.rows()).isEqualTo(10);
    }

    @Test
    void isFullOfEventsOrOfBytes() {
        assertThat(backlog.isFull()).isFalse();
        backlog.offer(waiting(9, 999));
        assertThat(backlog.isFull()).isFalse();
        backlog.offer(waiting(1, 0));
        assertThat(backlog.isFull()).isTrue();

        backlog.take(10, 1000);
        backlog.offer(waiting(1, 1000));
        assertThat(backlog.isFull()).isTrue();
    }

    @Test
    void takesAsManyBytesAsItIsAllowed() {
        assertThat(backlog.offer(waiting(1, 999))).isTrue();
        assertThat(backlog.offer(waiting(1, 2))).isFalse();
        assertThat(backlog.offer(waiting(1, 1))).isTrue();
        assertThat(backlog.offer(waiting(1, 1))).isFalse();
    }

    @Test
    void hasRoomAgainForWhatWasTaken() {
        backlog.offer(waiting(10, 1000));

        backlog.take(1, 1);

        assertThat(backlog.rows()).isZero();
        assertThat(backlog.offer(waiting(10, 1000))).isTrue();
    }

    @Test
    void aRefusedRequestLeavesNoTrace() {
        backlog.offer(waiting(11, 1));
        backlog.offer(waiting(1, 1001));

        assertThat(backlog.rows()).isZero();
        assertThat(backlog.offer(waiting(10, 1000))).isTrue();
    }

    @Test
    void aBatchEndsBeforeTheRequestThatWouldBeTooMany() {
        Waiting first = waiting(2, 10);
        Waiting second = waiting(2, 10);
        Waiting third = waiting(1, 10);
        List.of(first, second, third).forEach(backlog::offer);

        assertThat(backlog.take(3, 1000)).containsExactly(first);
        assertThat(backlog.take(3, 1000)).containsExactly(second, third);
    }

    @Test
    void aBatchIsFullAtItsBounds() {
        Waiting first = waiting(1, 10);
        Waiting second = waiting(1, 10);
        List.of(first, second, waiting(1, 1)).forEach(backlog::offer);

        assertThat(backlog.take(3, 20)).containsExactly(first, second);
    }

    @Test
    void aBatchHoldsNoMoreBytesThanItMay() {
        Waiting first = waiting(1, 10);
        Waiting second = waiting(1, 11);
        List.of(first, second).forEach(backlog::offer);

        assertThat(backlog.take(10, 20)).containsExactly(first);
    }

    @Test
    void aRequestTooLargeForABatchIsOneByItself() {
        Waiting large = waiting(5, 500);
        backlog.offer(large);
        backlog.offer(waiting(1, 1));

        assertThat(backlog.take(2, 20)).containsExactly(large);
        assertThat(backlog.rows()).isEqualTo(1);
    }

    private static Waiting waiting(int rows, long bytes) {
        NewEvent event = new NewEvent(
                new EventId(new UUID(0, 0)),
                "main",
                "unknown",
                null,
                null,
                null,
                Instant.EPOCH,
                Origin.WEBHOOK,
                IdempotencyKey.of("a"),
                Instant.EPOCH,
                null,
                null,
                new RawBody(new byte[0]));
        return new Waiting(Collections.nCopies(rows, event), bytes, 0, null, AppendTrace.NONE);
    }
}
