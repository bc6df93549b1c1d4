package io.bellhop.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.provider.SourceSettings;
import io.bellhop.signature.HmacSignature;
import io.bellhop.signature.SigningSecret;
import io.bellhop.signature.Verdict;
import io.bellhop.signature.Verdict.Reason;
import io.bellhop.webhook.RequestBuilder;
import io.bellhop.webhook.WebhookRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A source that insists on a client's certificate, which nobody here shows. */
class ActiveSourceTest {

    private static final HmacSignature SIGNATURE = new HmacSignature(
            List.of("X-Signature"),
            HmacSignature.Algorithm.HmacSHA256,
            HmacSignature.Encoding.HEX,
            "",
            Optional.empty());

    private final ActiveSource source = new ActiveSource(
            "main",
            SIGNATURE,
            null,
            null,
            List.of(new SigningSecret("secret")),
            Admission.of(new SourceSettings(Map.of("client-certificate", "provider.example.com"))));

    @Test
    void whatIsUnsignedIsThatAndNoProvidersWithAnotherCertificate() {
        assertThat(verdict(RequestBuilder.with("{}").build())).isEqualTo(new Verdict.Refused(Reason.MISSING));
    }

    @Test
    void whateverIsSignedIsRefusedForItsCertificate() {
        assertThat(verdict(RequestBuilder.with("{}").header("X-Signature", "00").build()))
                .isEqualTo(new Verdict.Refused(Reason.CLIENT_CERTIFICATE));
    }

    private Verdict verdict(WebhookRequest request) {
        return source.verify(request, RequestBuilder.NOW);
    }
}
