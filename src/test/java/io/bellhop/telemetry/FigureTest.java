package io.bellhop.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FigureTest {

    private final Figure figure = new Figure(Duration.ofSeconds(10));

    @Test
    void isNoneBeforeItIsTold() {
        assertThat(figure.value()).isNaN();
    }

    @Test
    void isWhatWasToldLast() {
        figure.tell(3);
        figure.tell(5);

        assertThat(figure.value()).isEqualTo(5);
    }

    @Test
    void outlivesALookThatFailedAndNotThree() {
        figure.tell(5);

        assertThat(figure.valueAt(System.nanoTime() + Duration.ofSeconds(20).toNanos()))
                .isEqualTo(5);
        assertThat(figure.valueAt(System.nanoTime() + Duration.ofSeconds(31).toNanos()))
                .isNaN();
    }
}
