package io.bellhop.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A provider's webhook of {@value #BODY_BYTES} bytes and of the documented shape. Its id stands last, so that all but the
 * end of a body is hashed once for a whole run; the order of a JSON object's fields means nothing.
 *
 * @param signature the scheme and the secret of the source that an embedded gateway adds for the provider
 * @param start of the body; {@value #SERIAL_DIGITS} digits and the tail follow
 */
public record Webhook(String provider, String signatureHeader, BodySignature signature, String start) {

    static final int BODY_BYTES = 1024;

    /** Hexadecimal ones, in which one request's id differs from the next. */
    static final int SERIAL_DIGITS = 12;

    static final String TAIL = "\"}";

    private static final String ROOMZ = """
            {"type":"workspace.presence.changed","timestamp":"2026-05-04T08:22:32.452Z","apiVersion":"1.0",\
            "data":{"workspaceId":"8b5a8f03-10cc-561b-a853-e3c85919893f","presenceStatus":"Busy","padding":"%s"},\
            "id":"%08x-0000-4000-8000-""";

    private static final String SEVENROOMS = """
            {"event":"reservation.created","created_at":"2026-06-01T09:15:05Z",\
            "venue_id":"ahFmYWtlLXNldmVucm9vbXMtdmVudWUtMDAx","data":{"reservation":{\
            "id":"ahFmYWtlLXNldmVucm9vbXMtcmVzZXJ2LTAwMQ","reference_code":"QX7R2KD9",\
            "client_id":"ahFmYWtlLXNldmVucm9vbXMtY2xpZW50LTAwMQ","date":"2026-06-20","arrival_time":"07:30:00 PM",\
            "duration":105,"max_guests":4,"status":"CONFIRMED","first_name":"Zoe","last_name":"Lindqvist",\
            "email":"zoe.lindqvist@example.com","phone_number":"+15555550142","notes":"%s","is_vip":false,\
            "table_numbers":["12"],"arrived_guests":0,"tags":[],"updated":"2026-06-01T09:15:04.112000"},\
            "guest":{"id":"ahFmYWtlLXNldmVucm9vbXMtY2xpZW50LTAwMQ","first_name":"Zoe","last_name":"Lindqvist",\
            "email":"zoe.lindqvist@example.com","updated":"2026-06-01T09:15:04.112000"}},"id":"evt_%08x0000""";

    /** @param run makes the ids differ from those of any other run */
    static List<Webhook> ofRun(int run) {
        return List.of(roomz(run), sevenRooms(run));
    }

    /** Signed with HMAC-SHA512 in base64. */
    public static Webhook roomz(int run) {
        return new Webhook(
                "roomz", "Roomz-Signature", BodySignature.base64("HmacSHA512", "dev-roomz-secret"), fill(ROOMZ, run));
    }

    /** In the style of the partners' description, signed with HMAC-SHA256 in hexadecimal. */
    static Webhook sevenRooms(int run) {
        return new Webhook(
                "sevenrooms",
                "X-SevenRooms-Signature",
                BodySignature.hex("HmacSHA256", "dev-sevenrooms-secret"),
                fill(SEVENROOMS, run));
    }

    private static String fill(String template, int run) {
        int missing = BODY_BYTES
                - SERIAL_DIGITS
                - TAIL.length()
                - template.formatted("", run).length();
        return template.formatted("x".repeat(missing), run);
    }

    /** One whole body, the one with serial number 0. */
    public String body() {
        return start + "0".repeat(SERIAL_DIGITS) + TAIL;
    }

    void hashStart() {
        signature.start(startBytes());
    }

    byte[] startBytes() {
        return start.getBytes(StandardCharsets.US_ASCII);
    }
}
