package io.bellhop.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final List<UniEmitter<? super String>> running = new ArrayList<>();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private Turns turns = Turns.within(2, 3, Duration.ofHours(1));

    private void ask() {
        turns.ask(() -> Uni.createFrom().<String>emitter(running::add))
                .subscribe()
                .with(
                        answers::add,
                        failure -> answers.add(
                                failure instanceof IllegalStateException
                                        ? failure.getMessage()
                                        : failure.getClass().getSimpleName()));
    }

    @Test
    void oneTooManyWaitsUntilAnotherHasEndedHowever() {
        ask();
        ask();
        ask();
        ask();
        assertThat(running).hasSize(2);

        running.get(0).complete("first");
        assertThat(running).hasSize(3);
        running.get(1).fail(new IllegalStateException("second"));
        assertThat(running).hasSize(4);
        running.get(3).complete("fourth");
        running.get(2).complete("third");

        assertThat(answers).containsExactly("first", "second", "fourth", "third");
        ask();
        ask();
        assertThat(running).hasSize(6);
    }

    @Test
    void oneThatWouldWaitBehindTooManyFailsAtOnce() {
        ask();
        ask();
        ask();
        ask();
        ask();
        assertThat(answers).isEmpty();

        ask();

        assertThat(answers).containsExactly("NoTurnException");
        running.get(0).complete("first");
        running.get(1).complete("second");
        ask();
        assertThat(running).hasSize(4);
        assertThat(answers).hasSize(3);
    }

    @Test
    void oneThatHasWaitedForTooLongIsNotAskedAnyMore() {
        turns = Turns.within(1, 3, Duration.ofMillis(50));
        ask();
        ask();
        Awaitility.await().until(() -> answers.size() == 2);
        assertThat(answers).containsOnly("TimeoutException");

        running.get(0).complete("late");

        assertThat(running).hasSize(1);
        ask();
        assertThat(running).hasSize(2);
    }

    @Test
    void whereOnlyTheQueryIsLimitedOneWaitsForItsTurnHoweverLate() {
        turns = Turns.each(1, 3, Duration.ofMillis(50));
        ask();
        ask();
        Awaitility.await().until(() -> answers.size() == 1);
        assertThat(answers).containsExactly("TimeoutException");
        assertThat(running).hasSize(1);

        running.get(0).complete("late");
        assertThat(running).hasSize(2);
        running.get(1).complete("in time");

        assertThat(answers).containsExactly("TimeoutException", "in time");
    }
}
