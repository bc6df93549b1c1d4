package io.bellhop.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionEndTest {

    @ParameterizedTest
    @CsvSource({
        "57P01, true",
        "57P03, true",
        "08006, true",
        "57014, false",
        "40001, false",
        "42703, false",
        "53200, false"
    })
    void isToldByTheCodeWhateverTheLanguage(String state, boolean end) {
        assertThat(ConnectionEnd.isBy(new PgException("Verbindung wird abgebrochen", "FATAL", state, null)))
                .isEqualTo(end);
    }

    @Test
    void whatDoesNotComeFromPostgresIsTheConnections() {
        assertThat(ConnectionEnd.isBy(new SocketException("Connection reset"))).isTrue();
    }
}
