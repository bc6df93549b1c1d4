package io.bellhop.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The official library says whether it is signed as it should be. */
class StandardWebhooksTest {

    private static final String ID = "dlv_01a1fe520ce37b97a18dd883739ba859";
    private static final String BODY =
            "{\"type\":\"reservation.created\",\"data\":{\"note\":\"a table by the window – ça va\"}}";

    private final SigningSecret secret = SubscriptionSecrets.random();
    private final SigningSecret another = SubscriptionSecrets.random();

    @Test
    void theOfficialLibraryVerifiesTheSignature() {
        assertThatCode(() -> verify(secret, BODY, sign(List.of(secret)))).doesNotThrowAnyException();
    }

    @Test
    void eitherOfTwoSecretsVerifiesIt() {
        Map<String, String> headers = sign(List.of(secret, another));

        assertThatCode(() -> verify(secret, BODY, headers)).doesNotThrowAnyException();
        assertThatCode(() -> verify(another, BODY, headers)).doesNotThrowAnyException();
    }

    @Test
    void anotherSecretBodyOrIdDoesNotVerifyIt() {
        Map<String, String> headers = sign(List.of(secret));
        Map<String, String> renamed = sign(List.of(secret));
        renamed.put("webhook-id", "dlv_01a1fe520ce37b97a18dd883739ba858");

        assertThatThrownBy(() -> verify(another, BODY, headers)).isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> verify(secret, BODY + " ", headers)).isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> verify(secret, BODY, renamed)).isInstanceOf(WebhookVerificationException.class);
    }

    /** The vector of the standard's own libraries. */
    @Test
    void signsTheStandardsExampleAsTheStandardDoes() {
        SigningSecret example = SubscriptionSecrets.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

        Map<String, String> headers = StandardWebhooks.headers(
                "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330), body, List.of(example));

        assertThat(headers)
                .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    private static Map<String, String> sign(List<SigningSecret> secrets) {
        return StandardWebhooks.headers(ID, Instant.now(), BODY.getBytes(StandardCharsets.UTF_8), secrets);
    }

    private static void verify(SigningSecret secret, String body, Map<String, String> headers) throws Exception {
        Map<String, List<String>> lists = headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        new Webhook(secret.reveal()).verify(body, HttpHeaders.of(lists, (name, value) -> true));
    }
}
