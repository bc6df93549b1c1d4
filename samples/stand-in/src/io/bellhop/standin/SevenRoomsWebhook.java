package io.bellhop.standin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import wiremock.com.fasterxml.jackson.databind.node.ObjectNode;

/** The webhook of a reservation, as has been seen: a list of what happened to what. */
final class SevenRoomsWebhook {

    private final Sender sender = new Sender();
    private volatile Target target = new Target("http://127.0.0.1:8080/webhooks/sevenrooms", "dev-sevenrooms-secret");

    private record Target(String url, String secret) {}

    void sendTo(String url, String secret) {
        target = new Target(url, secret);
    }

    Sent send(String happened, ObjectNode reservation) {
        Target now = target;
        String element = Answer.object(Map.of(
                        "entity_type",
                        "reservation",
                        "event_type",
                        happened,
                        "entity",
                        reservation,
                        "updates",
                        List.of()))
                .toString();
        String body = "[" + element + "]";
        return sender.post(now.url(), Map.of("X-SevenRooms-Signature", signature(body, now.secret())), body);
    }

    private static String signature(String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
