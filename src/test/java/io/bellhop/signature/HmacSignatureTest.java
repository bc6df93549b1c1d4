package io.bellhop.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.signature.HmacSignature.Algorithm;
import io.bellhop.signature.HmacSignature.Encoding;
import io.bellhop.webhook.RequestBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the second test case of RFC 4231 and RFC 2202: the key "Jefe". */
class HmacSignatureTest {

    private static final String BODY = "what do ya want for nothing?";
    private static final String SHA256 = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    private static final SigningSecret JEFE = new SigningSecret("Jefe");
    private static final Verdict GENUINE = new Verdict.Genuine();

    @ParameterizedTest
    @CsvSource({
        "HmacSHA1,   effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
        "HmacSHA256, " + SHA256,
        "HmacSHA512, 164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
    })
    void acceptsTheVectorsOfTheStandards(Algorithm algorithm, String signature) {
        assertThat(verify(scheme(algorithm, Encoding.HEX, ""), signature)).isEqualTo(GENUINE);
    }

    @ParameterizedTest
    @CsvSource({"HmacSHA1, sha1=", "HmacSHA256, sha256=", "HmacSHA512, sha512="})
    void skipsTheNameOfItsOwnAlgorithmOnly(Algorithm algorithm, String prefix) {
        Verdict verdict = verify(scheme(algorithm, Encoding.HEX, ""), prefix + SHA256);

        assertThat(verdict).isEqualTo(algorithm == Algorithm.HmacSHA256 ? GENUINE : refused(Verdict.Reason.MALFORMED));
    }

    @Test
    void whiteSpaceAroundASignatureIsNoneOfIt() {
        assertThat(verify(hex(), " " + SHA256.toUpperCase(Locale.ROOT) + " ")).isEqualTo(GENUINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankSignatureIsMissing(String sent) {
        assertThat(verify(hex(), sent)).isEqualTo(refused(Verdict.Reason.MISSING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00",
                SHA256 + "00",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec38",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec384",
                "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=",
                "sha256=",
                "0x" + SHA256,
                "５ｂdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                "\0"
            })
    void whatIsNotOfItsFormIsMalformed(String sent) {
        assertThat(verify(hex(), sent)).isEqualTo(refused(Verdict.Reason.MALFORMED));
    }

    @Test
    void noBitOfASignatureMayDiffer() {
        for (int i = 0; i < SHA256.length(); i++) {
            for (int bit = 1; bit <= 8; bit <<= 1) {
                char[] changed = SHA256.toCharArray();
                changed[i] = Character.forDigit(Character.digit(changed[i], 16) ^ bit, 16);
                assertThat(verify(hex(), new String(changed))).isEqualTo(refused(Verdict.Reason.MISMATCH));
            }
        }
    }

    @Test
    void aPrefixThatIsSetMustBeThereAndNoOther() {
        HmacSignature scheme = scheme(Algorithm.HmacSHA256, Encoding.HEX, "v0=");

        assertThat(verify(scheme, "v0=" + SHA256)).isEqualTo(GENUINE);
        assertThat(verify(scheme, SHA256)).isEqualTo(refused(Verdict.Reason.MALFORMED));
        assertThat(verify(scheme, "v0=sha256=" + SHA256)).isEqualTo(refused(Verdict.Reason.MALFORMED));
    }

    @Test
    void theFirstHeaderThatIsThereCounts() {
        HmacSignature scheme =
                new HmacSignature(List.of("New", "Old"), Algorithm.HmacSHA256, Encoding.HEX, "", Optional.empty());
        var onlyOld = RequestBuilder.with(BODY).header("old", SHA256).build();
        var wrongNew = RequestBuilder.with(BODY)
                .header("old", SHA256)
                .header("new", "00")
                .build();

        assertThat(scheme.verify(onlyOld, List.of(JEFE), RequestBuilder.NOW)).isEqualTo(GENUINE);
        assertThat(scheme.verify(wrongNew, List.of(JEFE), RequestBuilder.NOW))
                .isEqualTo(refused(Verdict.Reason.MALFORMED));
    }

    @Test
    void anEmptyBodyIsSignedToo() {
        // printf '' | openssl dgst -sha256 -hmac Jefe
        var request = RequestBuilder.with("")
                .header("Signature", "923598ca6d64af2a5dba79dcd021a8a0fe5c5f557519adaaf0ad532d4506dd30")
                .build();

        assertThat(hex().verify(request, List.of(JEFE), RequestBuilder.NOW)).isEqualTo(GENUINE);
    }

    private static HmacSignature hex() {
        return scheme(Algorithm.HmacSHA256, Encoding.HEX, "");
    }

    private static HmacSignature scheme(Algorithm algorithm, Encoding encoding, String prefix) {
        return new HmacSignature(List.of("Signature"), algorithm, encoding, prefix, Optional.empty());
    }

    private static Verdict verify(HmacSignature scheme, String signature) {
        var request = RequestBuilder.with(BODY).header("Signature", signature).build();
        return scheme.verify(request, List.of(JEFE), RequestBuilder.NOW);
    }

    private static Verdict refused(Verdict.Reason reason) {
        return new Verdict.Refused(reason);
    }
}
