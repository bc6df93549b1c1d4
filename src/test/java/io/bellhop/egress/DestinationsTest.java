package io.bellhop.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.egress.Destination.Forbidden;
import io.bellhop.egress.Destination.Reachable;
import io.bellhop.egress.Destination.Unknown;
import io.bellhop.egress.PostResult.Answered;
import io.bellhop.egress.PostResult.Failed;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real name server; ranges for documentation stand for those that are reachable from everywhere. */
class DestinationsTest {

    private static final String PUBLIC = "203.0.113.7";
    private static final String ALSO_PUBLIC = "203.0.113.8";
    private static final String PUBLIC_IPV6 = "2001:db8::7";
    private static final String NAME = "receiver.example.test";

    private static Vertx vertx;

    private final AtomicInteger connections = new AtomicInteger();
    private FakeDns dns;
    private Wired wired;
    private HttpServer loopback;
    private String url;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void open() {
        dns = new FakeDns();
        wired = wired("203.0.113.0/24,2001:db8::/32");
        loopback = vertx.createHttpServer()
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(request -> request.response().end(request.getHeader("Host")))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        url = "http://" + NAME + ":" + loopback.actualPort() + "/";
    }

    @AfterEach
    void close() {
        wired.close();
        dns.close();
        loopback.close().toCompletionStage().toCompletableFuture().join();
    }

    private Wired wired(String allowed) {
        return new Wired(
                vertx, Map.of("allowed-addresses", allowed, "allow-http", "true", "dns-servers", dns.address()), null);
    }

    @Test
    void aNameThatLeadsToLoopbackLaterIsRefusedThen() {
        dns.tell(NAME, 0, PUBLIC);
        assertThat(wired.find(url)).isInstanceOf(Reachable.class);
        dns.tell(NAME, 0, "127.0.0.1");

        PostResult result = wired.post(url);

        assertThat(result).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure()).isEqualTo(Failure.FORBIDDEN_ADDRESS);
            assertThat(failed.detail()).contains("127.0.0.0/8").doesNotContain("127.0.0.1");
        });
        assertThat(connections).hasValue(0);
    }

    @Test
    void aNameThatMovesIsNotMetOnItsOldConnection() {
        try (Wired open = wired("127.0.0.1")) {
            dns.tell(NAME, 0, "127.0.0.1");
            assertThat(open.post(url)).isInstanceOf(Answered.class);
            dns.tell(NAME, 0, "127.0.0.2");

            PostResult result = open.post(url);

            assertThat(result)
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.failure()).isEqualTo(Failure.FORBIDDEN_ADDRESS));
        }
    }

    @Test
    void connectionsToTwoAddressesOfANameAreTwo() {
        try (Wired open = wired("127.0.0.0/8")) {
            dns.tell(NAME, 0, "127.0.0.1");
            assertThat(open.post(url)).isInstanceOf(Answered.class);
            dns.tell(NAME, 0, "127.0.0.2");

            // Nobody listens at the second: on the first's connection there would be an answer.
            assertThat(open.post(url))
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.failure()).isEqualTo(Failure.CONNECTION_REFUSED));
        }
    }

    @ParameterizedTest
    @CsvSource({
        PUBLIC + "," + "10.0.0.1",
        "10.0.0.1" + "," + PUBLIC,
        PUBLIC + "," + "::1",
        PUBLIC + "," + "fd00::1",
        PUBLIC + "," + "64:ff9b::7f00:1",
        PUBLIC_IPV6 + "," + "0.0.0.0"
    })
    void aNameWithOneForbiddenAddressIsForbidden(String one, String other) {
        dns.tell(NAME, 60, one, other);

        assertThat(wired.find(url)).isInstanceOf(Forbidden.class);
    }

    @Test
    void oneAddressIsPinnedAndOfIpv4IfThereIsOne() {
        dns.tell(NAME, 60, PUBLIC_IPV6, PUBLIC, ALSO_PUBLIC);

        assertThat(wired.find(url))
                .isEqualTo(new Reachable(Literal.parse(PUBLIC).orElseThrow()));
    }

    @Test
    void ipv6AloneWillDo() {
        dns.tell(NAME, 60, PUBLIC_IPV6);

        assertThat(wired.find(url))
                .isEqualTo(new Reachable(Literal.parse(PUBLIC_IPV6).orElseThrow()));
    }

    @Test
    void thePinnedAddressKnowsNoName() {
        dns.tell(NAME, 60, PUBLIC);

        assertThat(wired.find(url))
                .isInstanceOfSatisfying(
                        Reachable.class,
                        found -> assertThat(found.pinned().toString()).startsWith("/"));
    }

    @Test
    void whatIsFoundIsKeptForItsTime() {
        dns.tell(NAME, 60, PUBLIC);
        wired.find(url);
        int asked = dns.queries();

        wired.find(url);

        assertThat(dns.queries()).isEqualTo(asked);
    }

    @Test
    void theHostIsThatOfTheName() {
        try (Wired open = wired("127.0.0.1")) {
            dns.tell(NAME, 60, "127.0.0.1");

            assertThat(open.post(url))
                    .isInstanceOfSatisfying(
                            Answered.class,
                            answer -> assertThat(answer.bodyHead()).isEqualTo(NAME + ":" + loopback.actualPort()));
        }
    }

    @Test
    void aNameThatThereIsNotIsUnknown() {
        assertThat(wired.find("http://missing.example.test/")).isEqualTo(new Unknown("there is no such name"));
        assertThat(wired.post("http://missing.example.test/"))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.failure()).isEqualTo(Failure.DNS_FAILURE));
    }

    @Test
    void aNameWithoutAddressesIsUnknown() {
        dns.tell(NAME, 60);

        assertThat(wired.find(url)).isInstanceOf(Unknown.class);
    }

    @Test
    void aNameServerThatNeverAnswersIsNotWaitedForForLong() {
        dns.ignore(NAME);

        try (Wired hasty = new Wired(
                vertx, Map.of("dns-servers", dns.address(), "connect-timeout", "200ms", "allow-http", "true"), null)) {
            assertThat(hasty.find(url)).isEqualTo(new Unknown("no name server has answered in time"));
        }
    }

    @Test
    void withNameServersOfItsOwnTheHostsFileIsNotAsked() {
        try (Wired open = wired("127.0.0.1,::1")) {
            assertThat(open.find("http://localhost/")).isInstanceOf(Unknown.class);
        }
    }

    @Test
    void withoutThemTheHostsFileIs() {
        try (Wired open =
                new Wired(vertx, Map.of("allowed-addresses", "127.0.0.0/8,::1", "allow-http", "true"), null)) {
            assertThat(open.find("http://localhost/")).isInstanceOf(Reachable.class);
        }
    }

    @Test
    void anAddressNeedsNoNameServer() {
        assertThat(wired.find("https://" + PUBLIC + "/")).isInstanceOf(Reachable.class);
        assertThat(dns.queries()).isZero();
    }

    @Test
    void whatWasAllowedWhenItWasTypedMayBeForbiddenNow() {
        EgressRules before = new EgressRules(List.of("10.0.0.1"), true);
        CallbackUrl typed = CallbackUrl.parse("https://10.0.0.1/", before);

        Destination destination = wired.destinations.find(typed).await().indefinitely();

        assertThat(destination).isInstanceOf(Forbidden.class);
    }
}
