package io.bellhop.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends ROOMZ webhooks to the source of that name. */
final class PresenceSender implements Sender {

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String url;
    private final String secret;

    PresenceSender(GatewayProcess gateway, String secret) {
        this.url = gateway.url("/webhooks/roomz");
        this.secret = secret;
    }

    static String body(UUID id) {
        return "{\"id\":\"" + id
                + "\",\"type\":\"workspace.presence.changed\",\"timestamp\":\"2026-05-04T08:22:32.452Z\","
                + "\"data\":{\"workspaceId\":\"8b5a8f03-10cc-561b-a853-e3c85919893f\",\"presenceStatus\":\"Busy\"}}";
    }

    @Override
    public HttpResponse<String> send(UUID id) throws Exception {
        String body = body(id);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("Roomz-Signature", sign(body, secret))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    static String sign(String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA512"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
