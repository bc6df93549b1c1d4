package io.bellhop.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.bellhop.delivery.FakeReceiver;
import io.bellhop.delivery.FakeReceiver.Received;
import io.bellhop.ingress.Webhook;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway of the whole run is not set to: TLS on the public port, name servers, a collector of traces. */
@Tag("black-box")
@QuarkusIntegrationTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.MATCHING_RESOURCES)
class SecondGatewayIT {

    private static final String RECEIVER = "receiver.example.test";

    private final FakeReceiver collector = new FakeReceiver();
    private final NameServer names = new NameServer();
    private final int port = Surroundings.freePort();
    private TlsReceiver receiver;
    private TlsCaller caller;
    private SecondGateway gateway;

    Surroundings surroundings;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws Exception {
        receiver = new TlsReceiver(surroundings.certificates(), directory);
        caller = new TlsCaller(surroundings.certificates(), directory, port);
        String database = surroundings
                .postgres()
                .create("second_" + UUID.randomUUID().toString().replace('-', '_'));
        gateway = SecondGateway.start(directory, settings(database));
    }

    @AfterEach
    void close() throws Exception {
        gateway.close();
        caller.close();
        receiver.close();
        names.close();
        collector.close();
    }

    private Map<String, String> settings(String database) throws Exception {
        Map<String, String> settings = new HashMap<>(surroundings.databaseOnly(database));
        settings.putAll(surroundings.trust());
        settings.putAll(Map.of(
                "bellhop.tls.certificate", caller.certificate(),
                "bellhop.tls.key", caller.key(),
                "bellhop.tls.client-authorities", surroundings.authority().toString(),
                "quarkus.http.host", "127.0.0.1",
                "quarkus.http.ssl-port", Integer.toString(port)));
        settings.putAll(Map.of(
                "bellhop.access.bootstrap-key", Surroundings.KEY,
                "bellhop.sources.roomz.provider", "roomz",
                "bellhop.sources.roomz.secrets", "secret-of-roomz",
                "bellhop.sources.roomz.settings.client-certificate", RECEIVER,
                "bellhop.delivery.allowed-addresses", "127.0.0.1",
                "bellhop.delivery.dns-servers", names.address(),
                "otel.exporter.otlp.endpoint", collector.url(),
                "otel.exporter.otlp.protocol", "http/protobuf",
                "quarkus.otel.bsp.schedule.delay", "100ms"));
        return settings;
    }

    @Test
    void aWebhookOverTlsIsDeliveredOverTlsToANameAndTraced() throws Exception {
        assertThat(caller.call(
                        Subscriptions.PATH,
                        Map.of("Authorization", "Bearer " + Surroundings.KEY),
                        Subscriptions.to(receiver.url(RECEIVER), "*")))
                .isEqualTo(201);

        assertThat(caller.webhook(Webhook.newPresence())).isEqualTo(202);

        Awaitility.await()
                .atMost(Events.PATIENCE)
                .until(() -> !receiver.received().isEmpty());
        assertThat(receiver.received()).singleElement().asString().startsWith("HTTP_2 evt_");
        assertThat(names.asked()).contains(RECEIVER + ".");
        Awaitility.await()
                .atMost(Events.PATIENCE)
                .untilAsserted(() -> assertThat(spans()).contains("POST /webhooks/{source}", "append", "deliver"));
    }

    @Test
    void aSourceMayInsistOnACertificate() throws Exception {
        assertThat(caller.withoutCertificate().webhook(Webhook.newPresence())).isEqualTo(401);
    }

    /** The names of those that the collector has. */
    private List<String> spans() {
        return collector.received().stream()
                .flatMap(SecondGatewayIT::spans)
                .map(Span::getName)
                .toList();
    }

    private static Stream<Span> spans(Received export) {
        try {
            return ExportTraceServiceRequest.parseFrom(export.body()).getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
