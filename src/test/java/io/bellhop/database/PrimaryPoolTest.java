package io.bellhop.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import org.junit.jupiter.api.Test;

class PrimaryPoolTest {

    private final PgConnectOptions pool = PgConnectOptions.fromUri("postgresql://pooler:6432/bellhop?search_path=a")
            .setUser("gateway")
            .setUseLayer7Proxy(true)
            .setCachePreparedStatements(false)
            .addProperty("application_name", "bellhop");

    private PgConnectOptions at(String url) {
        return PrimaryPool.optionsOf(DatabaseUrl.parse(DatabaseUrl.DIRECT, url), pool);
    }

    @Test
    void anotherAddressIsCalledAsThePoolIsButWithoutAPooler() {
        PgConnectOptions other = at("postgresql://db:5433/other");

        assertThat(other.getHost()).isEqualTo("db");
        assertThat(other.getPort()).isEqualTo(5433);
        assertThat(other.getDatabase()).isEqualTo("other");
        assertThat(other.getUser()).isEqualTo("gateway");
        assertThat(other.getUseLayer7Proxy()).isFalse();
        assertThat(other.getCachePreparedStatements()).isTrue();
        assertThat(other.getProperties())
                .containsEntry("application_name", "bellhop")
                .containsEntry("search_path", "a");
    }

    @Test
    void whatStandsInItsOwnUrlHolds() {
        PgConnectOptions other =
                at("postgresql://db/bellhop?sslmode=require&search_path=b&application_name=lists&options=-c%20jit=off");

        assertThat(other.getSslMode()).isEqualTo(SslMode.REQUIRE);
        assertThat(other.getProperties())
                .containsEntry("search_path", "b")
                .containsEntry("application_name", "lists")
                .containsEntry("options", "-c jit=off");
        assertThat(pool.getProperties()).containsEntry("search_path", "a");
    }
}
