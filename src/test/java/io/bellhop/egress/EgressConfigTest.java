package io.bellhop.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EgressConfigTest {

    private static Vertx vertx;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void nothingInsideMayBeCalledByDefault() {
        EgressConfig config = Wired.config(Map.of());

        assertThat(config.allowedAddresses()).isEmpty();
        assertThat(config.allowHttp()).isFalse();
        assertThat(config.dnsServers()).isEmpty();
        assertThat(config.tlsConfigurationName()).isEmpty();
        assertThat(new Limits(config).maxAnswerBytes()).isEqualTo(64 * 1024);
        assertThat(new Limits(config).connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({
        "allowed-addresses,      10.0.0.0/33",
        "allowed-addresses,      intranet.example.com",
        "dns-servers,            dns.example.com",
        "dns-servers,            192.0.2.53:0",
        "dns-servers,            192.0.2.53:",
        "dns-servers,            2001:db8::53",
        "tls-configuration-name, unknown"
    })
    void whatCannotBeNamesItsSetting(String setting, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Wired(vertx, Map.of(setting, value), null).close())
                .withMessageContaining("bellhop.delivery." + setting);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.53,          53",
        "192.0.2.53:5353,     5353",
        "[2001:db8::53],      53",
        "[2001:db8::53]:5353, 5353"
    })
    void nameServersAreAddresses(String text, int port) {
        assertThat(NameServer.parse(text).getPort()).isEqualTo(port);
        assertThat(NameServer.parse(text).isUnresolved()).isFalse();
    }
}
