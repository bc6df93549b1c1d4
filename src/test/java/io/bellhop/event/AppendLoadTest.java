package io.bellhop.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AppendLoadTest {

    private static final long MILLI = 1_000_000;

    private final AppendLoad load = new AppendLoad();

    @Test
    void whatComesOneByOneDoesNotPressHoweverOften() {
        for (int i = 0; i < 10_000; i++) {
            load.appended(1, i);
        }

        assertThat(load.isPressing(10_000)).isFalse();
    }

    @Test
    void whatSharesStatementsPresses() {
        for (int i = 0; i < 10; i++) {
            load.appended(20, i * MILLI);
        }

        assertThat(load.isPressing(10 * MILLI)).isTrue();
    }

    @Test
    void oneLargeStatementDoesNotPress() {
        load.appended(30, 0);

        assertThat(load.isPressing(0)).isFalse();
    }

    @Test
    void aBurstThatIsOverIsForgotten() {
        for (int i = 0; i < 100; i++) {
            load.appended(50, i * MILLI);
        }

        assertThat(load.isPressing(100 * MILLI)).isTrue();
        assertThat(load.isPressing(400 * MILLI)).isFalse();
        load.appended(1, 500 * MILLI);
        assertThat(load.isPressing(500 * MILLI)).isFalse();
    }
}
