package io.bellhop.provider.sevenrooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.provider.Fixtures;
import io.bellhop.provider.SourceSettings;
import io.bellhop.signature.SigningSecret;
import io.bellhop.signature.Verdict;
import io.bellhop.webhook.RawBody;
import io.bellhop.webhook.RequestBuilder;
import io.quarkus.runtime.LaunchMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SevenRoomsSignatureTest {

    private static final Fixtures FIXTURES = Fixtures.of("sevenrooms");
    private static final String HEADER = "X-SevenRooms-Signature";
    private static final String TIMESTAMP_HEADER = "X-SevenRooms-Timestamp";
    private static final SigningSecret SECRET = new SigningSecret("whsec-example-not-a-real-secret");
    private static final Verdict GENUINE = new Verdict.Genuine();

    /** The first of the vectors: 1 June 2026, 08:55:05 UTC. */
    private static final String TIMESTAMP = "1780304105";

    private static final Instant NOW = Instant.parse("2026-06-01T08:55:05Z");

    private final RawBody body = FIXTURES.body("examples/seed.reservation.created.json");
    private final String hex = "e29593d94bc8d9602c6305f9ca8f1e45e3606f5de4b55c75d82e60c2360173f3";
    private final String timestampDotBodyHex = "36bed24f77ccef256e161f71d918e6401aef86dc4c8703bc42aa4fc9f3ca0fc9";

    static Stream<Named<JsonNode>> vectors() {
        return StreamSupport.stream(
                        FIXTURES.json("signature-vectors.json").path("vectors").spliterator(), false)
                .map(vector -> Named.of(vector.path("body_file").asText(), vector));
    }

    // The signature of the body alone

    @ParameterizedTest
    @MethodSource("vectors")
    void takesHexOfTheBodyByDefault(JsonNode vector) {
        assertThat(verifyVector(vector, vector.path("raw_body_hex").asText())).isEqualTo(GENUINE);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void takesHexOfEitherCase(JsonNode vector) {
        String upper = vector.path("raw_body_hex").asText().toUpperCase(Locale.ROOT);

        assertThat(verifyVector(vector, upper)).isEqualTo(GENUINE);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void skipsAPrefixThatNamesTheAlgorithm(JsonNode vector) {
        assertThat(verifyVector(vector, "sha256=" + vector.path("raw_body_hex").asText()))
                .isEqualTo(GENUINE);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void takesBase64WhenSet(JsonNode vector) {
        String base64 = vector.path("raw_body_base64").asText();

        assertThat(verifyVector(vector, base64, "encoding", "base64")).isEqualTo(GENUINE);
        assertThat(verifyVector(vector, base64)).isEqualTo(refused(Verdict.Reason.MALFORMED));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void takesTheTimestampIntoTheSignedBytesWhenSet(JsonNode vector) {
        String signature = vector.path("timestamp_dot_body_hex").asText();

        assertThat(verifyVector(vector, signature, "signed-content", "timestamp.body"))
                .isEqualTo(GENUINE);
        assertThat(verifyVector(vector, signature)).isEqualTo(refused(Verdict.Reason.MISMATCH));
    }

    private static Verdict verifyVector(JsonNode vector, String signature, String... settings) {
        var request = RequestBuilder.with(FIXTURES.body(vector.path("body_file").asText()))
                .header(HEADER, signature)
                .header(TIMESTAMP_HEADER, vector.path("timestamp").asText());
        return verify(
                request,
                settings(settings),
                new SigningSecret(vector.path("secret").asText()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HmacSHA512", "hmacsha512"})
    void takesAnotherAlgorithmWhenSet(String algorithm) {
        String sha512 = "86525ec48742b7ab1b49cdb7722030e49fddfe6a03388a4dc3fb15019df37861"
                + "57d10b6057f5b2646c97c50284708e0220249265cce70037d5e76a8e50d28fb7";

        assertThat(verify(signed(sha512), settings("algorithm", algorithm))).isEqualTo(GENUINE);
        assertThat(verify(signed("sha512=" + sha512), settings("algorithm", algorithm)))
                .isEqualTo(GENUINE);
        assertThat(verify(signed(hex), settings("algorithm", algorithm))).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void takesSha1WhenSet() {
        assertThat(verify(signed("494acffa7903bc1c72eede7ecccd4ad6b132d99d"), settings("algorithm", "HmacSHA1")))
                .isEqualTo(GENUINE);
    }

    @Test
    void wantsThePrefixThatIsSet() {
        assertThat(verify(signed("v1=" + hex), settings("prefix", "v1="))).isEqualTo(GENUINE);
        assertThat(verify(signed(hex), settings("prefix", "v1="))).isEqualTo(refused(Verdict.Reason.MALFORMED));
    }

    @Test
    void readsTheHeaderThatIsSet() {
        var request = RequestBuilder.with(body).header("x-signature", hex);

        assertThat(verify(request, settings("signature-header", "X-Signature"))).isEqualTo(GENUINE);
        assertThat(verify(request, settings())).isEqualTo(refused(Verdict.Reason.MISSING));
    }

    // Timestamps

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2026-06-01T08:55:05Z", "0", "99999999999999999999"})
    void anUnsignedTimestampMattersToNobody(String timestamp) {
        assertThat(verify(signed(hex).header(TIMESTAMP_HEADER, timestamp), settings()))
                .isEqualTo(GENUINE);
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 0, 300})
    void takesASignedTimestampWithinFiveMinutes(long secondsLater) {
        assertThat(verifyTimestamped(TIMESTAMP, NOW.plusSeconds(secondsLater))).isEqualTo(GENUINE);
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400, -301, 301, 86_400})
    void refusesASignedTimestampFurtherFromNow(long secondsLater) {
        assertThat(verifyTimestamped(TIMESTAMP, NOW.plusSeconds(secondsLater)))
                .isEqualTo(refused(Verdict.Reason.TIMESTAMP_STALE));
    }

    @Test
    void toleratesWhatIsSet() {
        assertThat(verifyTimestamped(TIMESTAMP, NOW.plus(Duration.ofHours(23)), "timestamp-tolerance", "24h"))
                .isEqualTo(GENUINE);
        assertThat(verifyTimestamped(TIMESTAMP, NOW.plusSeconds(2), "timestamp-tolerance", "1s"))
                .isEqualTo(refused(Verdict.Reason.TIMESTAMP_STALE));
    }

    @Test
    void refusesASignedTimestampThatIsNotThere() {
        assertThat(verify(signed(timestampDotBodyHex), settings("signed-content", "timestamp.body")))
                .isEqualTo(refused(Verdict.Reason.TIMESTAMP_UNREADABLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "1780304105.5",
                "0x6A1D",
                "2026-06-01T08:55:05Z",
                "9223372036854775807",
                "99999999999999999999"
            })
    void refusesASignedTimestampThatIsNoTime(String timestamp) {
        assertThat(verifyTimestamped(timestamp, NOW)).isEqualTo(refused(Verdict.Reason.TIMESTAMP_UNREADABLE));
    }

    @Test
    void refusesATimestampThatWasChanged() {
        assertThat(verifyTimestamped("1780304106", NOW)).isEqualTo(refused(Verdict.Reason.MISMATCH));
    }

    private Verdict verifyTimestamped(String timestamp, Instant now, String... more) {
        String[] settings = Stream.concat(Stream.of("signed-content", "timestamp.body"), Stream.of(more))
                .toArray(String[]::new);
        var request =
                signed(timestampDotBodyHex).header(TIMESTAMP_HEADER, timestamp).build();
        return SevenRoomsSignature.of(settings(settings)).verify(request, List.of(SECRET), now);
    }

    @Test
    void putsNothingBetweenTimestampAndBodyWhenSet() {
        var request = signed("49cf18c9f1dae42aa1f71c06958d4abc95f75230fafbd66a9cc2cdb42e9a155f")
                .header(TIMESTAMP_HEADER, TIMESTAMP);

        assertThat(verify(request, settings("signed-content", "timestampbody"))).isEqualTo(GENUINE);
    }

    @Test
    void refusesAMissingTimestampWhenOneIsRequired() {
        assertThat(verify(signed(hex), settings("timestamp-required", "true")))
                .isEqualTo(refused(Verdict.Reason.TIMESTAMP_UNREADABLE));
        assertThat(verify(signed(hex).header(TIMESTAMP_HEADER, "1"), settings("timestamp-required", "true")))
                .isEqualTo(GENUINE);
    }

    @Test
    void holdsAnUnsignedTimestampToTheToleranceThatIsSet() {
        var stale = signed(hex).header(TIMESTAMP_HEADER, "1780300000");

        assertThat(verify(stale, settings("timestamp-tolerance", "1h")))
                .isEqualTo(refused(Verdict.Reason.TIMESTAMP_STALE));
        assertThat(verify(stale, settings("timestamp-tolerance", "2h"))).isEqualTo(GENUINE);
    }

    // Tokens

    @Test
    void takesTheTokenInItsHeader() {
        SourceSettings settings = settings("mode", "static-token");

        assertThat(verify(RequestBuilder.with(body).header(HEADER, SECRET.reveal()), settings))
                .isEqualTo(GENUINE);
        assertThat(verify(signed(hex), settings)).isEqualTo(refused(Verdict.Reason.MISMATCH));
        assertThat(verify(RequestBuilder.with(body), settings)).isEqualTo(refused(Verdict.Reason.MISSING));
    }

    @Test
    void takesTheTokenAfterItsPrefix() {
        SourceSettings settings =
                settings("mode", "static-token", "signature-header", "Authorization", "prefix", "Bearer ");

        assertThat(verify(authorization("Bearer " + SECRET.reveal()), settings)).isEqualTo(GENUINE);
        assertThat(verify(authorization(SECRET.reveal()), settings)).isEqualTo(refused(Verdict.Reason.MISSING));
        assertThat(verify(authorization("Bearer "), settings)).isEqualTo(refused(Verdict.Reason.MISSING));
        assertThat(verify(authorization("Bearer another"), settings)).isEqualTo(refused(Verdict.Reason.MISMATCH));
    }

    private RequestBuilder authorization(String value) {
        return RequestBuilder.with(body).header("Authorization", value);
    }

    @Test
    void takesTheTokenInThePath() {
        SourceSettings settings = settings("mode", "path-token");

        assertThat(verify(RequestBuilder.with(body).path(SECRET.reveal(), "reservation-created"), settings))
                .isEqualTo(GENUINE);
        assertThat(verify(RequestBuilder.with(body).path("another"), settings))
                .isEqualTo(refused(Verdict.Reason.MISMATCH));
        assertThat(verify(signed(hex), settings)).isEqualTo(refused(Verdict.Reason.MISSING));
    }

    @Test
    void takesAnythingInDevelopmentWhenSet() {
        inMode(
                LaunchMode.DEVELOPMENT,
                () -> assertThat(verify(RequestBuilder.with(body), settings("mode", "none")))
                        .isEqualTo(GENUINE));
    }

    @Test
    void doesNotTakeAnythingInProduction() {
        inMode(
                LaunchMode.NORMAL,
                () -> assertThatThrownBy(() -> SevenRoomsSignature.of(settings("mode", "none")))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("mode"));
    }

    private static void inMode(LaunchMode mode, Runnable test) {
        LaunchMode before = LaunchMode.current();
        LaunchMode.set(mode);
        try {
            test.run();
        } finally {
            LaunchMode.set(before);
        }
    }

    // Settings

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mode=basic",
                "algorithm=md5",
                "encoding=base32",
                "signed-content=body.timestamp",
                "timestamp-required=yes",
                "timestamp-tolerance=-5m"
            })
    void namesTheSettingWithAnImpossibleValue(String setting) {
        String[] nameAndValue = setting.split("=");

        assertThatThrownBy(() -> SevenRoomsSignature.of(settings(nameAndValue)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(nameAndValue[0], nameAndValue[1]);
    }

    // Helpers

    private RequestBuilder signed(String signature) {
        return RequestBuilder.with(body).header(HEADER, signature);
    }

    private static Verdict verify(RequestBuilder request, SourceSettings settings) {
        return verify(request, settings, SECRET);
    }

    private static Verdict verify(RequestBuilder request, SourceSettings settings, SigningSecret secret) {
        return SevenRoomsSignature.of(settings).verify(request.build(), List.of(secret), NOW);
    }

    private static Verdict refused(Verdict.Reason reason) {
        return new Verdict.Refused(reason);
    }

    private static SourceSettings settings(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new SourceSettings(settings);
    }
}
