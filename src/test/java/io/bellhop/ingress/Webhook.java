package io.bellhop.ingress;

import static io.restassured.RestAssured.config;
import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.bellhop.Api;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends webhooks to one source, as its provider does. */
public record Webhook(String source, String secret) {

    /** To a new source of its own. */
    public static Webhook toNewSource(String provider) {
        return toNewSource(provider, "{}");
    }

    /** To a new source of its own, with these settings, as JSON. */
    public static Webhook toNewSource(String provider, String settings) {
        Webhook webhook = new Webhook(provider + "-" + UUID.randomUUID(), "secret-of-" + provider);
        Api.putSource(
                webhook.source(),
                "{\"provider\":\"" + provider + "\",\"settings\":" + settings + "}",
                webhook.secret());
        return webhook;
    }

    public ValidatableResponse roomz(String body) {
        return roomz(body.getBytes(UTF_8));
    }

    public ValidatableResponse roomz(byte[] body) {
        String signature = Base64.getEncoder().encodeToString(hmac("HmacSHA512", secret, body));
        return post(json(body).header("Roomz-Signature", signature));
    }

    public ValidatableResponse sevenrooms(byte[] body) {
        return post(signedAsSevenrooms(body));
    }

    public RequestSpecification signedAsSevenrooms(byte[] body) {
        String signature = HexFormat.of().formatHex(hmac("HmacSHA256", secret, body));
        return json(body).header("X-SevenRooms-Signature", signature);
    }

    public ValidatableResponse channex(String body) {
        return channex(body.getBytes(UTF_8));
    }

    public ValidatableResponse channex(byte[] body) {
        return post(json(body).header("X-Channex-Webhook-Secret", secret));
    }

    /** @param updateType null sends no such header */
    public ValidatableResponse guestapi(byte[] body, String updateType) {
        RequestSpecification request = json(body);
        return (updateType == null ? request : request.header("UpdateType", updateType))
                .post("/webhooks/" + source + "/" + secret + "/reservations")
                .then();
    }

    public ValidatableResponse post(RequestSpecification request) {
        return request.post("/webhooks/" + source).then();
    }

    /** Sends the bytes exactly as they are. */
    public static RequestSpecification json(byte[] body) {
        return given().config(config().encoderConfig(
                                encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType("application/json")
                .body(body);
    }

    static byte[] hmac(String algorithm, String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A ROOMZ body with an id of its own. */
    public static String newPresence() {
        return """
                {"id":"%s","type":"workspace.presence.changed","timestamp":"2026-05-04T08:22:32.452Z",\
                "apiVersion":"1.0","data":{"workspaceId":"8b5a8f03-10cc-561b-a853-e3c85919893f","presenceStatus":"Busy"}}""".formatted(UUID.randomUUID());
    }
}
