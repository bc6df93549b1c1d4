package io.bellhop.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseFailureTest {

    @ParameterizedTest
    @ValueSource(strings = {"22001", "22021", "22P02", "22008", "54000"})
    void whatIsGivenCanBeAtFault(String state) {
        assertThat(DatabaseFailure.of(postgres(state))).isEqualTo(DatabaseFailure.DATA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23502", "23503", "23505"})
    void itCanContradictWhatIsThere(String state) {
        assertThat(DatabaseFailure.of(postgres(state))).isEqualTo(DatabaseFailure.INTEGRITY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "25006", "40001", "40P01", "53100", "53300", "55P03", "57014", "57P01", "57P03", "58030",
                "42P01", "XX000"
            })
    void theDatabaseCanBeUnavailable(String state) {
        assertThat(DatabaseFailure.of(postgres(state))).isEqualTo(DatabaseFailure.UNAVAILABLE);
    }

    @Test
    void aMissingPartitionIsNoFaultOfWhatIsGiven() {
        assertThat(DatabaseFailure.of(postgres("23514"))).isEqualTo(DatabaseFailure.UNAVAILABLE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "2", "22"})
    void anErrorWithoutAProperStateBlamesNobody(String state) {
        assertThat(DatabaseFailure.of(postgres(state))).isEqualTo(DatabaseFailure.UNAVAILABLE);
    }

    static Stream<Throwable> ofTheConnection() {
        return Stream.of(
                new ConnectException("Connection refused"),
                new UnknownHostException("postgres"),
                new NoRouteToHostException("No route to host"),
                new VertxException("Connection was closed"),
                ClosedConnectionException.INSTANCE,
                new NoStackTraceThrowable("Pool closed"),
                new TimeoutException(),
                new io.smallrye.mutiny.TimeoutException(),
                new NoTurnException());
    }

    @ParameterizedTest
    @MethodSource("ofTheConnection")
    void theWayToItCanBe(Throwable failure) {
        assertThat(DatabaseFailure.of(failure)).isEqualTo(DatabaseFailure.UNAVAILABLE);
    }

    @Test
    void whatItSaidIsFoundInsideOfWhatTheOrmSays() {
        Throwable said = new CompletionException(new IllegalStateException(new SQLException("message", "57P01")));

        assertThat(DatabaseFailure.of(said)).isEqualTo(DatabaseFailure.UNAVAILABLE);
        assertThat(DatabaseFailure.of(new CompletionException(postgres("22021"))))
                .isEqualTo(DatabaseFailure.DATA);
    }

    @Test
    void whateverElseFailsIsAFaultOfOurs() {
        assertThat(DatabaseFailure.of(new NullPointerException())).isEqualTo(DatabaseFailure.ELSEWHERE);
        assertThat(DatabaseFailure.of(new CompletionException(new IllegalStateException())))
                .isEqualTo(DatabaseFailure.ELSEWHERE);
    }

    private static PgException postgres(String state) {
        return new PgException("message", "ERROR", state, "detail");
    }
}
