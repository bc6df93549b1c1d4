package io.bellhop.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreFailureTest {

    @ParameterizedTest
    @ValueSource(strings = {"22001", "22021", "22P02", "22008", "54000", "23502", "23505"})
    void anEventCanBeAtFault(String state) {
        assertThat(StoreFailure.of(postgres(state))).isEqualTo(StoreFailure.DATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "25006", "40001", "40P01", "53100", "53300", "55P03", "57014", "57P01", "57P03", "58030",
                "42P01", "XX000"
            })
    void theDatabaseCanBeUnavailable(String state) {
        assertThat(StoreFailure.of(postgres(state))).isEqualTo(StoreFailure.UNAVAILABLE);
    }

    @Test
    void aMissingPartitionIsNoFaultOfTheEvent() {
        assertThat(StoreFailure.of(postgres("23514"))).isEqualTo(StoreFailure.UNAVAILABLE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "2", "22"})
    void anErrorWithoutAProperStateBlamesNoEvent(String state) {
        assertThat(StoreFailure.of(postgres(state))).isEqualTo(StoreFailure.UNAVAILABLE);
    }

    @Test
    void whateverElseFailsBlamesNoEvent() {
        assertThat(StoreFailure.of(new IOException("reset"))).isEqualTo(StoreFailure.UNAVAILABLE);
        assertThat(StoreFailure.of(new TimeoutException())).isEqualTo(StoreFailure.UNAVAILABLE);
    }

    private static PgException postgres(String state) {
        return new PgException("message", "ERROR", state, "detail");
    }
}
