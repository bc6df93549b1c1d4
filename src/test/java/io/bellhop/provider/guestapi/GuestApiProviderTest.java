package io.bellhop.provider.guestapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.provider.Envelope;
import io.bellhop.provider.ProviderContract;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.signature.Verdict;
import io.bellhop.webhook.RequestBuilder;
import io.bellhop.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuestApiProviderTest extends ProviderContract {

    @Test
    void whatCannotBeReadStillSaysWhatKindOfUpdateItWas() {
        WebhookRequest request =
                RequestBuilder.with("not JSON").header("UpdateType", "Delete").build();

        assertThatThrownBy(() -> provider.reader(SourceSettings.none()).read(request))
                .isInstanceOfSatisfying(
                        UnreadablePayloadException.class,
                        unreadable -> assertThat(unreadable.providerType()).isEqualTo("Delete"));
    }

    private static final String RESERVATION =
            "[{\"appCustomer_id\":112,\"center_id\":7,\"reservation_id\":481207,\"rsvStatus\":1}]";

    /** Of {@code [{"appCustomer_id":112,"center_id":7,"reservation_id":481207,"rsvStatus":1}]}. */
    private static final String SHA256 = "f1f9ebbdf207918b892756215fedd843f2c5af148eb021761cf3e42bbbf21dc4";

    GuestApiProviderTest() {
        super(new GuestApiProvider());
    }

    @Override
    protected Sample sample() {
        return new Sample(fixtures.body("examples/reservations.Update.pair.json"), SECRET.reveal());
    }

    @Override
    protected void addProof(RequestBuilder request, String proof) {
        request.path(proof, "reservations");
    }

    @Override
    protected Stream<Named<String>> proofsInAnotherEncoding() {
        return Stream.of(
                Named.of("base64", "d2hzZWMtZXhhbXBsZS1ub3QtYS1yZWFsLXNlY3JldA=="),
                Named.of("in upper case", "WHSEC-EXAMPLE-NOT-A-REAL-SECRET"),
                Named.of("still encoded", "whsec%2Dexample%2Dnot%2Da%2Dreal%2Dsecret"),
                Named.of("cut short", "whsec-example-not-a-real-secre"),
                Named.of("with a blank behind it", "whsec-example-not-a-real-secret "));
    }

    @Override
    protected boolean signsItsBody() {
        return false;
    }

    /** With the headers that the fixtures name for it. */
    @Override
    protected RequestBuilder request(String example) {
        RequestBuilder request = super.request(example);
        JsonNode headers = fixtures.json("headers.json").path(example.replace("examples/", ""));
        headers.properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asText()));
        return request;
    }

    // Token

    @Test
    void takesTheTokenInTheQuery() {
        assertThat(verify(
                        RequestBuilder.with("[]")
                                .query("token", SECRET.reveal())
                                .build(),
                        SECRET))
                .isEqualTo(new Verdict.Genuine());
        assertThat(verify(RequestBuilder.with("[]").query("token", "another").build(), SECRET))
                .isEqualTo(refused(Verdict.Reason.MISMATCH));
    }

    @Test
    void takesTheTokenInTheParameterThatIsSet() {
        var request = RequestBuilder.with("[]").query("key", SECRET.reveal()).build();

        assertThat(verify(request, settings("token-parameter", "key"), SECRET)).isEqualTo(new Verdict.Genuine());
        assertThat(verify(request, SECRET)).isEqualTo(refused(Verdict.Reason.MISSING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"guest:whsec-example-not-a-real-secret", ":whsec-example-not-a-real-secret"})
    void takesTheTokenAsThePasswordOfBasicCredentials(String credentials) {
        assertThat(verify(basic("Basic ", credentials).build(), SECRET)).isEqualTo(new Verdict.Genuine());
        assertThat(verify(basic("basic ", credentials).build(), SECRET)).isEqualTo(new Verdict.Genuine());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"whsec-example-not-a-real-secret:", "guest:another", "guest: whsec-example-not-a-real-secret"})
    void refusesOtherBasicCredentials(String credentials) {
        assertThat(verify(basic("Basic ", credentials).build(), SECRET)).isInstanceOf(Verdict.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic",
                "Basic ",
                "Basic !!!",
                "Bearer whsec-example-not-a-real-secret",
                "whsec-example-not-a-real-secret"
            })
    void refusesOtherAuthorization(String authorization) {
        var request =
                RequestBuilder.with("[]").header("Authorization", authorization).build();

        assertThat(verify(request, SECRET)).isEqualTo(refused(Verdict.Reason.MISSING));
    }

    private static RequestBuilder basic(String scheme, String credentials) {
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return RequestBuilder.with("[]").header("Authorization", scheme + encoded);
    }

    @Test
    void theTokenIsTheFirstSegmentAfterTheSource() {
        var request =
                RequestBuilder.with("[]").path("reservations", SECRET.reveal()).build();

        assertThat(verify(request, SECRET)).isEqualTo(refused(Verdict.Reason.MISMATCH));
    }

    @Test
    void aTokenElsewhereThanSetIsNoToken() {
        var inPath = RequestBuilder.with("[]").path(SECRET.reveal()).build();
        var inQuery = RequestBuilder.with("[]").query("token", SECRET.reveal()).build();

        assertThat(verify(inPath, settings("token-in", "query"), SECRET)).isEqualTo(refused(Verdict.Reason.MISSING));
        assertThat(verify(inQuery, settings("token-in", "query, basic"), SECRET))
                .isEqualTo(new Verdict.Genuine());
    }

    @Test
    void saysWhereATokenMayBe() {
        assertThatThrownBy(() -> provider.signature(settings("token-in", "path,cookie")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("token-in", "cookie", "path, query, basic");
    }

    // Events

    @ParameterizedTest
    @CsvSource({
        "Insert, reservation.created",
        "Update, reservation.updated",
        "Delete, reservation.deleted",
        "INSERT, reservation.created",
        "update, reservation.updated",
        "Upsert, reservation.unknown",
        "'',     reservation.unknown"
    })
    void theHeaderNamesTheEvent(String updateType, String type) throws UnreadablePayloadException {
        Envelope envelope = read(updateType, RESERVATION);

        assertThat(envelope.type()).isEqualTo(type);
        assertThat(envelope.providerType()).isEqualTo(updateType);
    }

    @Test
    void theHeadersNameMayBeInAnyCase() throws UnreadablePayloadException {
        var request =
                RequestBuilder.with(RESERVATION).header("updatetype", "Delete").build();

        assertThat(readOne(request, SourceSettings.none()).type()).isEqualTo("reservation.deleted");
    }

    @Test
    void withoutTheHeaderTheReservationIsStillKept() throws UnreadablePayloadException {
        Envelope envelope = readOne(RESERVATION);

        assertThat(envelope.type()).isEqualTo("reservation.unknown");
        assertThat(envelope.providerType()).isNull();
        assertThat(envelope.subject()).isEqualTo("reservation/112-7-481207");
    }

    @Test
    void aPairIsOneEvent() throws UnreadablePayloadException {
        Envelope envelope =
                readOne(request("examples/reservations.Update.pair.json").build(), SourceSettings.none());

        assertThat(envelope.type()).isEqualTo("reservation.updated");
        assertThat(envelope.subject()).isEqualTo("reservation/112-7-481207");
        assertThat(envelope.occurredAt()).isNull();
    }

    @Test
    void ofMoreThanTwoTheFirstIsTheReservationAndAllAreKept() throws UnreadablePayloadException {
        String body = "[{\"reservation_id\":1},{\"reservation_id\":2},{\"reservation_id\":3}]";

        Envelope envelope = read("Update", body);

        assertThat(envelope.subject()).isEqualTo("reservation/1");
        assertThat(envelope.body().bytes()).asString(StandardCharsets.UTF_8).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"appCustomer_id\":112,\"center_id\":7,\"reservation_id\":1}',    112-7-1",
        "'{\"appCustomer_id\":112,\"center_id\":null,\"reservation_id\":1}', 112-1",
        "'{\"appCustomer_id\":112,\"reservation_id\":1}',                    112-1",
        "'{\"reservation_id\":1}',                                           1"
    })
    void leavesOutOfTheSubjectWhatIsNotThere(String reservation, String subject) throws UnreadablePayloadException {
        assertThat(read("Update", "[" + reservation + "]").subject()).isEqualTo("reservation/" + subject);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"reservation_id\":1}",
                "[{}]",
                "[null]",
                "[{\"reservation_id\":null}]",
                "[[]]",
                "[1]"
            })
    void doesNotReadWhatHoldsNoReservation(String body) {
        assertThatThrownBy(() -> read("Update", body)).isInstanceOf(UnreadablePayloadException.class);
    }

    // Keys

    @Test
    void theKeyIsTheReservationTheHeaderAndTheHashOfAllOfIt() throws UnreadablePayloadException {
        assertThat(read("Update", RESERVATION).key().value()).isEqualTo("guestapi|112|7|481207|update|" + SHA256);
    }

    @Test
    void theKeyLeavesOutACentreThatIsNotThere() throws UnreadablePayloadException {
        assertThat(read("Update", "[{\"appCustomer_id\":112,\"center_id\":null,\"reservation_id\":481207}]")
                        .key()
                        .value())
                .startsWith("guestapi|112|481207|update|");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"rsvStatus\":1,\"reservation_id\":481207,\"center_id\":7,\"appCustomer_id\":112}]",
                " [ {\r\n\t\"appCustomer_id\" : 112, \"center_id\":7,\"reservation_id\":481207,\"rsvStatus\":1 } ]\n"
            })
    void theOrderOfNamesAndWhiteSpaceAreNoDifference(String body) throws UnreadablePayloadException {
        assertThat(read("UPDATE", body).key().value()).isEqualTo("guestapi|112|7|481207|update|" + SHA256);
    }

    @Test
    void anyOtherDifferenceIsOne() throws UnreadablePayloadException {
        var key = read("Update", RESERVATION).key();

        assertThat(read("Insert", RESERVATION).key()).isNotEqualTo(key);
        assertThat(read("Update", RESERVATION.replace("\"rsvStatus\":1", "\"rsvStatus\":2"))
                        .key())
                .isNotEqualTo(key);
        assertThat(read("Update", RESERVATION.replace("\"rsvStatus\":1", "\"rsvStatus\":\"1\""))
                        .key())
                .isNotEqualTo(key);
        assertThat(read("Update", RESERVATION.replace("\"rsvStatus\":1", "\"rsvStatus\":null"))
                        .key())
                .isNotEqualTo(key);
        assertThat(read("Update", RESERVATION.replace("]", ",{\"reservation_id\":481207}]"))
                        .key())
                .isNotEqualTo(key);
        assertThat(readOne(RESERVATION).key()).isNotEqualTo(key);
    }

    @Test
    void whatWasFirstAndWhatWasSecondIsADifference() throws UnreadablePayloadException {
        String there = "[{\"reservation_id\":1,\"rsvStatus\":1},{\"reservation_id\":1,\"rsvStatus\":2}]";
        String back = "[{\"reservation_id\":1,\"rsvStatus\":2},{\"reservation_id\":1,\"rsvStatus\":1}]";

        assertThat(read("Update", there).key())
                .isNotEqualTo(read("Update", back).key());
    }

    @Test
    void theSameAgainIsOneEventForTenMinutesOnly() throws UnreadablePayloadException {
        assertThat(read("Update", RESERVATION).keyLifetime()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void theWindowCanBeSet() throws UnreadablePayloadException {
        Envelope envelope = readOne(RequestBuilder.with(RESERVATION).build(), settings("dedupe-window", "90s"));

        assertThat(envelope.keyLifetime()).isEqualTo(Duration.ofSeconds(90));
    }

    // Helpers

    private Envelope read(String updateType, String body) throws UnreadablePayloadException {
        return readOne(
                RequestBuilder.with(body).header("UpdateType", updateType).build(), SourceSettings.none());
    }

    private static SourceSettings settings(String name, String value) {
        return new SourceSettings(Map.of(name, value));
    }
}
