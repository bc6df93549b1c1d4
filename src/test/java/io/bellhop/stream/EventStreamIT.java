package io.bellhop.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.bellhop.Api;
import io.bellhop.event.EventId;
import io.bellhop.event.EventIds;
import io.bellhop.ingress.Webhook;
import io.bellhop.processing.Database;
import io.bellhop.stream.EventStream.Message;
import io.bellhop.subscription.EventMask;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventStreamIT {

    private static final String KEY = "test-bellhop-key-of-all-tests";
    private static final String PATH = "/api/v1/events/stream";
    private static final int MAX_READERS = 3;

    private Webhook webhook;
    private final List<EventStream> streams = new ArrayList<>();

    @Inject
    MeterRegistry metrics;

    @Inject
    Readers readers;

    @Inject
    Vertx vertx;

    @BeforeEach
    void toASourceOfItsOwn() {
        webhook = Webhook.toNewSource("roomz");
    }

    @AfterEach
    void leave() {
        streams.forEach(EventStream::close);
        awaitReaders(0);
    }

    private void awaitReaders(int count) {
        Awaitility.await()
                .until(() -> metrics.get("bellhop.stream.readers").gauge().value() == count);
    }

    private double ended(Ending ending) {
        return metrics.get("bellhop.stream.ended")
                .tag("reason", ending.toString())
                .counter()
                .count();
    }

    private EventStream open(String query, String lastEventId) {
        String url = "http://localhost:" + RestAssured.port + PATH + "?source=" + webhook.source() + query;
        EventStream stream = EventStream.open(url, KEY, lastEventId);
        streams.add(stream);
        return stream;
    }

    private EventStream open() {
        return open("", null);
    }

    private String send() {
        return send(Webhook.newPresence());
    }

    private String send(String body) {
        return webhook.roomz(body).statusCode(202).extract().path("events[0].id");
    }

    private static String id(Message message) {
        return new JsonObject(message.data()).getString("id");
    }

    private static List<String> ids(EventStream stream, int count) {
        return IntStream.range(0, count).mapToObj(i -> id(stream.next())).toList();
    }

    /** Nothing but what is sent after this has been read by the stream. */
    private void assertNothingElse(EventStream stream) {
        String last = send();
        assertThat(id(stream.next())).isEqualTo(last);
        assertThat(stream.rest()).isEmpty();
    }

    @Test
    void anEventComesAsItIsStored() {
        send();
        EventStream stream = open();
        String body = Webhook.newPresence();
        String id = send(body);

        Message message = stream.next();

        assertThat(message.event()).isEqualTo("room.presence.changed");
        JsonObject event = new JsonObject(message.data());
        assertThat(event.getString("id")).isEqualTo(id);
        assertThat(event.getString("specversion")).isEqualTo("1.0");
        assertThat(event.getString("source")).isEqualTo("/sources/" + webhook.source());
        assertThat(event.getJsonObject("data")).isEqualTo(new JsonObject(body));
        assertThat(stream.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(stream.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(stream.headers().firstValue("x-accel-buffering")).hasValue("no");
    }

    @Test
    void itComesOverHttp2Too() {
        String url = "http://localhost:" + RestAssured.port + PATH + "?source=" + webhook.source();
        EventStream stream = EventStream.open(HttpClient.Version.HTTP_2, url, KEY, null);
        streams.add(stream);
        List<String> sent = Stream.generate(this::send).limit(5).toList();

        assertThat(ids(stream, 5)).containsExactlyElementsOf(sent);
    }

    @Test
    void onlyWhatTheMaskAndTheSourceTakeComes() {
        EventStream stream = open("&event_mask=room.*", null);
        Webhook.toNewSource("roomz").roomz(Webhook.newPresence()).statusCode(202);
        send("{\"id\":\"" + UUID.randomUUID() + "\",\"type\":\"something.else\"}");
        String wanted = send();

        assertThat(id(stream.next())).isEqualTo(wanted);
        assertThat(stream.rest()).isEmpty();
    }

    @Test
    void withoutDataItIsLeftOut() {
        EventStream stream = open("&send_data=false", null);
        String id = send();

        JsonObject event = new JsonObject(stream.next().data());

        assertThat(event.getString("id")).isEqualTo(id);
        assertThat(event.fieldNames()).doesNotContain("data", "data_base64", "datacontenttype");
    }

    @Test
    void afterADisconnectionItGoesOnWithWhatCameMeanwhileNoneTwice() {
        EventStream before = open();
        String first = send();
        assertThat(id(before.next())).isEqualTo(first);
        before.close();
        List<String> meanwhile = Stream.generate(this::send).limit(8).toList();

        EventStream after = open("", before.lastId());

        assertThat(ids(after, 8)).containsExactlyElementsOf(meanwhile);
        assertNothingElse(after);
    }

    @Test
    void itGoesOnWithinAStep() {
        EventStream before = open();
        String start = before.lastId();
        List<String> sent = Stream.generate(this::send).limit(7).toList();
        ids(before, 7);
        EventStream again = open("", start);
        List<Message> messages = Stream.generate(again::next).limit(7).toList();
        again.close();

        EventStream within = open("", messages.get(3).id());

        assertThat(messages.stream().map(EventStreamIT::id)).containsExactlyElementsOf(sent);
        assertThat(ids(within, 3)).containsExactlyElementsOf(sent.subList(4, 7));
        assertNothingElse(within);
    }

    @Test
    void thePositionCountsWhateverWasSelectedAndMayBeInTheQuery() {
        EventStream none = open("&event_mask=guest.*", null);
        String start = none.lastId();
        String sent = send();
        none.close();

        EventStream all = open("&last_event_id=" + start, null);

        assertThat(id(all.next())).isEqualTo(sent);
    }

    @Test
    void oneThatIsCommittedLateWithASmallerIdComesLateAndNoneTwice() throws SQLException {
        EventStream stream = open();
        String late;
        try (Connection connection = Database.connect()) {
            connection.setAutoCommit(false);
            late = insert(connection, Duration.ofSeconds(5));
            String early = send();
            assertThat(id(stream.next())).isEqualTo(early);
            assertThat(late).isLessThan(early);
            connection.commit();
        }

        assertThat(id(stream.next())).isEqualTo(late);
        assertNothingElse(stream);
    }

    @Test
    void oneThatIsCommittedLateComesAfterAResume() throws SQLException {
        EventStream before = open();
        String late;
        try (Connection connection = Database.connect()) {
            connection.setAutoCommit(false);
            late = insert(connection, Duration.ofSeconds(5));
            String early = send();
            assertThat(id(before.next())).isEqualTo(early);
            before.close();
            connection.commit();
        }
        String next = send();

        EventStream after = open("", before.lastId());

        assertThat(ids(after, 2)).containsExactly(late, next);
        assertNothingElse(after);
    }

    @Test
    void oneOfATransactionThatRunsWhenTheStreamBeginsComes() throws SQLException {
        String late;
        EventStream stream;
        try (Connection connection = Database.connect()) {
            connection.setAutoCommit(false);
            late = insert(connection, Duration.ofSeconds(2));
            stream = open();
            connection.commit();
        }

        assertThat(id(stream.next())).isEqualTo(late);
    }

    @Test
    void oneOfAReplicaWhoseClockIsFarAheadComesOnce() throws SQLException {
        EventStream stream = open();
        try (Connection connection = Database.connect()) {
            String ahead = insert(connection, Duration.ofHours(-2));

            assertThat(id(stream.next())).isEqualTo(ahead);
            assertNothingElse(stream);
            Database.execute("delete from event where id = '" + ahead.replace("evt_", "") + "'");
        }
    }

    private String insert(Connection connection, Duration before) throws SQLException {
        UUID id = new UUID(
                EventIds.floor(Instant.now().minus(before)).getMostSignificantBits() | 0x7000,
                UUID.randomUUID().getLeastSignificantBits());
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into event (id, source, type, received_at, idempotency_key, body) values (?, ?, ?, now(), ?, ?)")) {
            statement.setObject(1, id);
            statement.setString(2, webhook.source());
            statement.setString(3, "room.presence.changed");
            statement.setString(4, id.toString());
            statement.setBytes(5, "{}".getBytes(UTF_8));
            statement.execute();
        }
        return new EventId(id).toString();
    }

    @Test
    void fromAnEventsIdItRepeatsWhatMayHaveComeLateBeforeIt() {
        List<String> sent = Stream.generate(this::send).limit(3).toList();

        EventStream stream = open("", sent.get(1));

        assertThat(ids(stream, 3)).containsExactlyElementsOf(sent);
        assertNothingElse(stream);
    }

    @Test
    void fromBeforeTheRetentionItSaysThatThereIsAGap() {
        String sent = send();
        EventId old = new EventId(EventIds.floor(Instant.now().minus(Duration.ofDays(400))));

        EventStream stream = open("", old.toString());

        assertThat(stream.next().event()).isEqualTo("stream.gap");
        assertThat(id(stream.next())).isEqualTo(sent);
    }

    @Test
    void aBadParameterIsNamed() {
        assertRefused("event_mask=Room.*", "event_mask takes");
        assertRefused("send_data=yes", "send_data is");
        assertRefused("last_event_id=evt_1", "last_event_id");
        Api.asAdmin()
                .header("Last-Event-ID", "at-1.2")
                .get(PATH)
                .then()
                .statusCode(400)
                .body("detail", containsString("Last-Event-ID"));
    }

    private static void assertRefused(String query, String detail) {
        Api.asAdmin()
                .get(PATH + "?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(detail));
    }

    @Test
    void withoutAKeyThereIsNone() {
        RestAssured.given().get(PATH).then().statusCode(401);
    }

    @Test
    void theAddressesOfOneEventAreAsTheyWere() {
        String id = send();

        Api.asAdmin().get("/api/v1/events/" + id).then().statusCode(200).body("id", equalTo(id));
        Api.asAdmin().get("/api/v1/events/" + id + "/body").then().statusCode(200);
        Api.asAdmin().get("/api/v1/events/" + id + "/changes").then().statusCode(200);
        Api.asAdmin().get("/api/v1/events?limit=1").then().statusCode(200);
        Api.asAdmin().post(PATH).then().statusCode(405);
    }

    @Test
    void aCommentComesWhenThereIsNothingNew() throws InterruptedException {
        EventStream stream = open();

        stream.awaitComments(4);

        assertThat(stream.rest()).isEmpty();
        assertThat(stream.lastId()).startsWith("at-");
    }

    @Test
    void aBodyOfSeveralLinesIsDataAndNothingElse() {
        EventStream stream = open();
        String body = Webhook.newPresence()
                .replace("{\"id\"", "{\r\n\n\r\"id\"")
                .replace(",\"type\"", "\r\n,\"id:\\n\\nevent: forged\":\"\u2028\u0085\"\r,\"type\"");
        String id = send(body);
        String other = send("{\r\rid: forged\n\nevent: forged\rdata: forged\r\n\r\n");

        Message message = stream.next();
        Message unreadable = stream.next();

        assertThat(message.event()).isEqualTo("room.presence.changed");
        assertThat(id(message)).isEqualTo(id);
        assertThat(message.data()).endsWith(body.replace("\r\n", "\n").replace('\r', '\n') + "}");
        assertThat(new JsonObject(message.data()).getJsonObject("data")).isEqualTo(new JsonObject(body));
        assertThat(id(unreadable)).isEqualTo(other);
        assertThat(new JsonObject(unreadable.data()).getBinary("data_base64"))
                .asString(UTF_8)
                .contains("event: forged");
    }

    @Test
    void oneThatReadsNothingIsCutOffWhileAnotherGoesOn() throws Exception {
        double stalled = ended(Ending.STALLED);
        EventStream reads = open();
        try (Socket silent = new Socket()) {
            silent.setReceiveBufferSize(8192);
            silent.connect(new InetSocketAddress("localhost", RestAssured.port));
            silent.getOutputStream()
                    .write(("GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + KEY + "\r\n\r\n")
                            .getBytes(US_ASCII));
            awaitReaders(2);
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                sent.add(send(Webhook.newPresence().replace("\"Busy\"", "\"" + "x".repeat(900_000) + "\"")));
            }

            assertThat(ids(reads, 12)).containsExactlyElementsOf(sent);
            awaitReaders(1);

            assertThat(ended(Ending.STALLED)).isEqualTo(stalled + 1);
        }
        assertNothingElse(reads);
    }

    @Test
    void oneTooManyIsRefusedUntilAnotherLeaves() {
        List<EventStream> all = Stream.generate(this::open).limit(MAX_READERS).toList();

        Api.asAdmin()
                .get(PATH)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", is("5"));

        double left = ended(Ending.CLIENT_LEFT);
        all.get(0).close();
        awaitReaders(MAX_READERS - 1);
        assertThat(ended(Ending.CLIENT_LEFT)).isEqualTo(left + 1);
        String before = all.get(1).lastId();
        String sent = send();
        EventStream another = open("", before);
        assertThat(id(another.next())).isEqualTo(sent);
    }

    @Test
    void oneThatIsEndedBeforeItHasBegunEndsAsAStreamDoes() {
        List<String> asked = new CopyOnWriteArrayList<>();
        Client client = new Client(vertx.getOrCreateContext(), response(asked), new Messages(new SseImpl()));
        Selection everything = new Selection(EventMask.parse("*"), null, true);
        Reader reader = ((Place.Given) readers.open(client, everything, null)).reader();

        reader.end(Ending.STOPPED);
        AssertSubscriber<OutboundSseEvent> messages =
                reader.messages().subscribe().withSubscriber(AssertSubscriber.create(10));

        messages.awaitCompletion();
        assertThat(messages.getItems())
                .singleElement()
                .extracting(OutboundSseEvent::getComment)
                .isEqualTo("read on elsewhere");
        assertThat(asked).as("of the response itself").isEmpty();
    }

    /** Notes what it is asked to do. */
    private static HttpServerResponse response(List<String> asked) {
        return (HttpServerResponse) Proxy.newProxyInstance(
                EventStreamIT.class.getClassLoader(),
                new Class<?>[] {HttpServerResponse.class},
                (response, method, arguments) -> {
                    asked.add(method.getName());
                    return null;
                });
    }
}
