package io.bellhop.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.signature.SharedToken.Place;
import io.bellhop.webhook.RequestBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedTokenTest {

    private static final SigningSecret SECRET = new SigningSecret("t0ken-ü");
    private static final Verdict GENUINE = new Verdict.Genuine();

    private final SharedToken anywhere = new SharedToken(
            List.of(new Place.Header("X-Token", ""), new Place.Path(), new Place.Query("token"), new Place.Basic()));

    @Test
    void oneRightTokenIsEnough() {
        assertThat(verify(request().header("X-Token", "t0ken-ü"))).isEqualTo(GENUINE);
        assertThat(verify(request().path("t0ken-ü"))).isEqualTo(GENUINE);
        assertThat(verify(request().query("token", "t0ken-ü"))).isEqualTo(GENUINE);
        // printf 'user:t0ken-ü' | base64
        assertThat(verify(request().header("Authorization", "Basic dXNlcjp0MGtlbi3DvA==")))
                .isEqualTo(GENUINE);
        assertThat(verify(request().path("reservations").query("token", "wrong").query("token", "t0ken-ü")))
                .isEqualTo(GENUINE);
    }

    @Test
    void thePasswordMayHoldColons() {
        var scheme = new SharedToken(List.of(new Place.Basic()));
        // printf 'user:a:b' | base64
        var request = request().header("Authorization", "Basic dXNlcjphOmI=").build();

        assertThat(scheme.verify(request, List.of(new SigningSecret("a:b")), RequestBuilder.NOW))
                .isEqualTo(GENUINE);
        assertThat(scheme.verify(request, List.of(new SigningSecret("b")), RequestBuilder.NOW))
                .isEqualTo(new Verdict.Refused(Verdict.Reason.MISMATCH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"t0ken-u", "T0ken-ü", "t0ken-ü ", " t0ken-ü", "t0ken-", "t0ken-üü", "t0ken-\ufffd", "t"})
    void aNearMissIsAMiss(String token) {
        assertThat(verify(request().header("X-Token", token))).isEqualTo(new Verdict.Refused(Verdict.Reason.MISMATCH));
    }

    @Test
    void emptyTokensAreNone() {
        assertThat(verify(request()
                        .header("X-Token", "")
                        .path("")
                        .query("token", "")
                        .header("Authorization", "Basic Og==")))
                .isEqualTo(new Verdict.Refused(Verdict.Reason.MISSING));
    }

    @Test
    void withoutASecretNothingIsGenuine() {
        assertThat(anywhere.verify(request().path("t0ken-ü").build(), List.of(), RequestBuilder.NOW))
                .isEqualTo(new Verdict.Refused(Verdict.Reason.NO_SECRET));
    }

    private static RequestBuilder request() {
        return RequestBuilder.with("{}");
    }

    private Verdict verify(RequestBuilder request) {
        return anywhere.verify(request.build(), List.of(SECRET), RequestBuilder.NOW);
    }
}
