package io.bellhop.provider.roomz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.provider.Envelope;
import io.bellhop.provider.Fixtures;
import io.bellhop.provider.ProviderContract;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.signature.SigningSecret;
import io.bellhop.signature.Verdict;
import io.bellhop.webhook.RawBody;
import io.bellhop.webhook.RequestBuilder;
import io.bellhop.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomzProviderTest extends ProviderContract {

    private static final String COMPACT = "{\"id\":\"c41f21fe-7fe2-5dc3-8cbb-e03f0f44f613\","
            + "\"type\":\"workspace.presence.changed\",\"timestamp\":\"2026-05-04T08:22:32.452Z\",\"apiVersion\":\"1.0\","
            + "\"data\":{\"workspaceId\":\"8b5a8f03-10cc-561b-a853-e3c85919893f\",\"presenceStatus\":\"Busy\"}}";
    private static final String COMPACT_SIGNATURE =
            "XVh0MZndOCYU8Awg6BDQRaNvmYHjRTDRDRrL7YVHnlzYnQNpCYFnSeIzgJZNlu1+mfn0nBgDCPm328LtxluhMg==";

    RoomzProviderTest() {
        super(new RoomzProvider());
    }

    @Override
    protected Sample sample() {
        return new Sample(new RawBody(COMPACT.getBytes(StandardCharsets.UTF_8)), COMPACT_SIGNATURE);
    }

    @Override
    protected void addProof(RequestBuilder request, String proof) {
        request.header("Roomz-Signature", proof);
    }

    @Override
    protected Stream<Named<String>> proofsInAnotherEncoding() {
        return Stream.of(
                Named.of(
                        "hex",
                        "5d58743199dd382614f00c20e810d045a36f9981e34530d10d1acbed85479e5c"
                                + "d89d036909816749e23380964d96ed7e99f9f49c180308f9b7dbc2edc65ba132"),
                Named.of("URL-safe base64", COMPACT_SIGNATURE.replace('+', '-').replace('/', '_')),
                Named.of("with a prefix that names another algorithm", "sha256=" + COMPACT_SIGNATURE),
                Named.of("cut short", COMPACT_SIGNATURE.substring(0, 84)),
                Named.of("in lower case", COMPACT_SIGNATURE.toLowerCase(Locale.ROOT)),
                Named.of("twice", COMPACT_SIGNATURE + "," + COMPACT_SIGNATURE));
    }

    @Override
    protected boolean signsItsBody() {
        return true;
    }

    // Signature

    Stream<Named<JsonNode>> vectorsToAccept() {
        return vectors("accept");
    }

    Stream<Named<JsonNode>> vectorsToReject() {
        return vectors("reject");
    }

    private Stream<Named<JsonNode>> vectors(String list) {
        return StreamSupport.stream(
                        fixtures.json("signature-vectors.json").path(list).spliterator(), false)
                .map(vector -> Named.of(
                        vector.path("name").asText() + " "
                                + vector.path("body_file").asText(),
                        vector));
    }

    @ParameterizedTest
    @MethodSource("vectorsToAccept")
    void acceptsTheVectorsOfGenuineRequests(JsonNode vector) {
        assertThat(verify(vector)).isEqualTo(new Verdict.Genuine());
    }

    @ParameterizedTest
    @MethodSource("vectorsToReject")
    void rejectsTheVectorsOfForgedRequests(JsonNode vector) {
        assertThat(verify(vector)).isInstanceOf(Verdict.Refused.class);
    }

    private Verdict verify(JsonNode vector) {
        RawBody body = vector.has("body_file")
                ? fixtures.body(vector.path("body_file").asText())
                : new RawBody(vector.path("body_utf8").asText().getBytes(StandardCharsets.UTF_8));
        WebhookRequest request = RequestBuilder.with(body)
                .header("Roomz-Signature", vector.path("Roomz-Signature").asText())
                .build();
        return verify(request, new SigningSecret(vector.path("secret").asText()));
    }

    @Test
    void rejectsABodyWhoseLineBreaksBecameThoseOfWindows() {
        String file = "examples/workspace.presence.changed.busy.json";
        String body = new String(fixtures.body(file).bytes(), StandardCharsets.UTF_8).replace("\n", "\r\n");

        assertThat(verifySigned(
                        body,
                        "cD3cbJrhvLqP9ZhyNDx9lhRnonkk0AxeKk5DhCjxxnEFcIZeDU+aw0QUClozkAU09oQD3toq1hsW0jURw6bZvg=="))
                .isEqualTo(refused(Verdict.Reason.MISMATCH));
    }

    @Test
    void acceptsABodySignedWithLineBreaksOfWindows() {
        String body = COMPACT.replace(",", ",\r\n");

        assertThat(verifySigned(
                        body,
                        "H2mNdCHRsvAXYiO+57RTsCnr5AzJppSlTJzpdU7sGoqKMW4+q6Tls4lmIHjCYlmZ61y6a2kLBNIPOXxwl7kFIA=="))
                .isEqualTo(new Verdict.Genuine());
    }

    @Test
    void rejectsJsonThatWasReadAndWrittenAgain() {
        String rewritten =
                Fixtures.json(COMPACT.getBytes(StandardCharsets.UTF_8)).toPrettyString();

        assertThat(verifySigned(rewritten, COMPACT_SIGNATURE)).isEqualTo(refused(Verdict.Reason.MISMATCH));
    }

    @Test
    void saysThatAHexSignatureIsMalformed() {
        String hex = "5d58743199dd382614f00c20e810d045a36f9981e34530d10d1acbed85479e5c"
                + "d89d036909816749e23380964d96ed7e99f9f49c180308f9b7dbc2edc65ba132";

        assertThat(verifySigned(COMPACT, hex)).isEqualTo(refused(Verdict.Reason.MALFORMED));
    }

    private Verdict verifySigned(String body, String signature) {
        return verify(
                RequestBuilder.with(body).header("Roomz-Signature", signature).build(), SECRET);
    }

    @Test
    void acceptsTheLegacyHeaderOnlyWhenSwitchedOn() {
        WebhookRequest request = RequestBuilder.with(COMPACT)
                .header("X-Roomz-Signature", COMPACT_SIGNATURE)
                .build();

        assertThat(verify(request, SECRET)).isEqualTo(refused(Verdict.Reason.MISSING));
        assertThat(verify(request, settings("accept-legacy-header", "false"), SECRET))
                .isEqualTo(refused(Verdict.Reason.MISSING));
        assertThat(verify(request, settings("accept-legacy-header", "true"), SECRET))
                .isEqualTo(new Verdict.Genuine());
    }

    @Test
    void stillAcceptsTheNewHeaderWhenTheLegacyOneIsSwitchedOn() {
        WebhookRequest request = RequestBuilder.with(COMPACT)
                .header("Roomz-Signature", COMPACT_SIGNATURE)
                .build();

        assertThat(verify(request, settings("accept-legacy-header", "true"), SECRET))
                .isEqualTo(new Verdict.Genuine());
    }

    @Test
    void readsTheSignatureFromTheHeaderThatIsSet() {
        WebhookRequest request = RequestBuilder.with(COMPACT)
                .header("x-other", COMPACT_SIGNATURE)
                .build();

        assertThat(verify(request, settings("signature-header", "X-Other"), SECRET))
                .isEqualTo(new Verdict.Genuine());
    }

    // Events

    @Test
    void readsTheDocumentedEvent() throws UnreadablePayloadException {
        Envelope envelope = readOne(COMPACT);

        assertThat(envelope.key().value()).isEqualTo("roomz|c41f21fe-7fe2-5dc3-8cbb-e03f0f44f613");
        assertThat(envelope.keyLifetime()).isEqualTo(Duration.ofDays(30));
        assertThat(envelope.type()).isEqualTo("room.presence.changed");
        assertThat(envelope.providerType()).isEqualTo("workspace.presence.changed");
        assertThat(envelope.subject()).isEqualTo("room/8b5a8f03-10cc-561b-a853-e3c85919893f");
        assertThat(envelope.occurredAt()).isEqualTo(Instant.parse("2026-05-04T08:22:32.452Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Free", "Busy", "busy", "BUSY", "Tentative", ""})
    void takesAnyPresence(String presence) throws UnreadablePayloadException {
        Envelope envelope = readOne(COMPACT.replace("Busy", presence));

        assertThat(envelope.type()).isEqualTo("room.presence.changed");
        assertThat(envelope.body().bytes())
                .asString(StandardCharsets.UTF_8)
                .contains("\"presenceStatus\":\"" + presence + "\"");
    }

    @Test
    void keepsATypeItDoesNotKnow() throws UnreadablePayloadException {
        Envelope envelope = readOne(COMPACT.replace("workspace.presence.changed", "workspace.status.updated"));

        assertThat(envelope.type()).isEqualTo("unknown");
        assertThat(envelope.providerType()).isEqualTo("workspace.status.updated");
        assertThat(envelope.key().value()).isEqualTo("roomz|c41f21fe-7fe2-5dc3-8cbb-e03f0f44f613");
    }

    @Test
    void keepsAnEventWithNothingButAnId() throws UnreadablePayloadException {
        Envelope envelope = readOne("{\"id\":\"c41f21fe\"}");

        assertThat(envelope.key().value()).isEqualTo("roomz|c41f21fe");
        assertThat(envelope.type()).isEqualTo("unknown");
        assertThat(envelope.providerType()).isNull();
        assertThat(envelope.subject()).isNull();
        assertThat(envelope.occurredAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"id\":null}", "{\"id\":\"\"}", "{\"id\":{}}", "{\"id\":[\"a\"]}", "{\"id\":true}", "[]"
            })
    void doesNotReadAnEventWithoutAnId(String body) {
        assertThatThrownBy(() -> readOne(body)).isInstanceOf(UnreadablePayloadException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-04T08:22:32.452Z,     2026-05-04T08:22:32.452Z",
        "2026-05-04T08:22:32.452+0000, 2026-05-04T08:22:32.452Z",
        "2026-05-04T10:22:32.452+0200, 2026-05-04T08:22:32.452Z",
        "2026-05-04T10:22:32+02:00,    2026-05-04T08:22:32Z",
        "2026-05-04T08:22:32,          2026-05-04T08:22:32Z",
        "yesterday,",
        "1777882952,"
    })
    void readsItsTimestampsOfNowAndOfOld(String written, Instant meant) throws UnreadablePayloadException {
        assertThat(readOne(COMPACT.replace("2026-05-04T08:22:32.452Z", written)).occurredAt())
                .isEqualTo(meant);
    }

    @Test
    void remembersIdsForAsLongAsIsSet() throws UnreadablePayloadException {
        Envelope envelope = readOne(RequestBuilder.with(COMPACT).build(), settings("dedupe-lifetime", "2d"));

        assertThat(envelope.keyLifetime()).isEqualTo(Duration.ofDays(2));
    }

    private static SourceSettings settings(String name, String value) {
        return new SourceSettings(Map.of(name, value));
    }
}
