package io.bellhop.processing;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.state.JsonRows;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchFailureTest {

    /** Connection, resources, operator, deadlock and serialization, lock, system, a schema that is not ours. */
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "08000", "08006", "53100", "53300", "57P01", "57P03", "40001", "40P01", "55P03", "58030", "42P01",
                "25006", "", "5"
            })
    void whatMaySucceedLaterPasses(String state) {
        assertThat(BatchFailure.of(postgres(state))).isEqualTo(BatchFailure.PASSING);
    }

    /** A value out of range, a text that cannot be, too long, a constraint, a function that raises, an index row too large; more locks or time than there are. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "22003", "22007", "22021", "22P05", "22001", "23502", "23505", "23514", "54000", "P0001", "53200",
                "57014"
            })
    void whatFailsAgainIsTheEventsFault(String state) {
        assertThat(BatchFailure.of(postgres(state))).isEqualTo(BatchFailure.EVENT);
    }

    static Stream<Throwable> ofTheConnection() {
        return Stream.of(
                new ConnectException("refused"),
                new ClosedChannelException(),
                new IOException("reset"),
                new TimeoutException(),
                new NoStackTraceThrowable("closed"));
    }

    @ParameterizedTest
    @MethodSource("ofTheConnection")
    void aLostConnectionPasses(Throwable failure) {
        assertThat(BatchFailure.of(failure)).isEqualTo(BatchFailure.PASSING);
    }

    @Test
    void aFaultWhileAChangeIsAppliedIsTheEvents() {
        assertThat(BatchFailure.of(caught(() -> JsonRows.read("no row")))).isEqualTo(BatchFailure.EVENT);
        assertThat(BatchFailure.of(caught(() -> LocalDate.of(2026, 13, 1)))).isEqualTo(BatchFailure.EVENT);
        assertThat(BatchFailure.of(caught(() -> Integer.parseInt("x")))).isEqualTo(BatchFailure.EVENT);
        assertThat(BatchFailure.of(caught(() -> List.of().get(0)))).isEqualTo(BatchFailure.EVENT);
        assertThat(BatchFailure.of(caught(() -> List.of().iterator().next()))).isEqualTo(BatchFailure.EVENT);
        assertThat(BatchFailure.of(caught(() -> Math.toIntExact(Long.MAX_VALUE))))
                .isEqualTo(BatchFailure.EVENT);
        assertThat(BatchFailure.of(caught(() -> List.of().add(null)))).isEqualTo(BatchFailure.EVENT);
        assertThat(BatchFailure.of(new NullPointerException())).isEqualTo(BatchFailure.EVENT);
        assertThat(BatchFailure.of(new ClassCastException())).isEqualTo(BatchFailure.EVENT);
        assertThat(BatchFailure.of(new StackOverflowError())).isEqualTo(BatchFailure.EVENT);
    }

    private static PgException postgres(String state) {
        return new PgException("message", "ERROR", state, null);
    }

    private static RuntimeException caught(Runnable faulty) {
        try {
            faulty.run();
        } catch (RuntimeException e) {
            return e;
        }
        throw new AssertionError("nothing failed");
    }
}
