package io.bellhop.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns(new SmallRyeConfigBuilder()
            .withMapping(StreamConfig.class)
            .withConverter(MemorySize.class, 100, new MemorySizeConverter())
            .withConverter(Duration.class, 100, new DurationConverter())
            .withDefaultValue("bellhop.stream.queries", "2")
            .build()
            .getConfigMapping(StreamConfig.class));
    private final List<UniEmitter<? super String>> running = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();

    private void ask() {
        turns.ask(() -> Uni.createFrom().<String>emitter(running::add))
                .subscribe()
                .with(answers::add, failure -> answers.add(failure.getMessage()));
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
}
