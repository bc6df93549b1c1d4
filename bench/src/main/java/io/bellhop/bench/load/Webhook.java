package io.bellhop.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A provider's webhook of {@value #BODY_BYTES} bytes and of the documented shape. What differs from one to the next, its id and
 * what it is about, stands last, so that all but the end of a body is hashed once for a whole run; the order of a JSON
 * object's fields means nothing.
 *
 * @param signature the scheme and the secret of the source that an embedded gateway adds for the provider
 * @param end of the body, with the serial number wherever {@value #SERIAL} stands
 */
public record Webhook(String provider, String signatureHeader, BodySignature signature, String start, String end) {

    static final int BODY_BYTES = 1024;

    /** Stands for hexadecimal digits, in which one request differs from the next. */
    static final String SERIAL = "############";

    private static final String ROOMZ = """
            {"type":"workspace.presence.changed","timestamp":"2026-05-04T08:22:32.452Z","apiVersion":"1.0",\
            "padding":"%s",""";

    /** Each of a room of its own. */
    private static final String ROOMZ_END = """
            "data":{"presenceStatus":"Busy","workspaceId":"8b5a8f03-10cc-561b-a853-############"},\
            "id":"%08x-0000-4000-8000-############"}""";

    private static final String SEVENROOMS = """
            {"event":"reservation.created","created_at":"2026-06-01T09:15:05Z",\
            "venue_id":"ahFmYWtlLXNldmVucm9vbXMtdmVudWUtMDAx","data":{"reservation":{\
            "reference_code":"QX7R2KD9","time_slot_iso":"2026-06-20 19:30:00",\
            "duration":105,"max_guests":4,"status":"CONFIRMED","first_name":"Zoe","last_name":"Lindqvist",\
            "phone_number":"+15555550142","notes":"%s","is_vip":false,"venue_id":"ahFmYWtlLXNldmVucm9vbXMtdmVudWUtMDAx",\
            "table_numbers":["12"],"arrived_guests":0,"tags":[],"updated":"2026-06-01T09:15:04.112000",""";

    /** Each of a reservation and a guest of its own. */
    private static final String SEVENROOMS_END = """
            "client_id":"c############","email":"guest-############@example.com","id":"r############"}},\
            "id":"evt_%08x############"}""";

    /** @param run makes the ids differ from those of any other run */
    static List<Webhook> ofRun(int run) {
        return List.of(roomz(run), sevenRooms(run));
    }

    /** Signed with HMAC-SHA512 in base64. */
    public static Webhook roomz(int run) {
        return of(
                "roomz",
                "Roomz-Signature",
                BodySignature.base64("HmacSHA512", "dev-roomz-secret"),
                ROOMZ,
                ROOMZ_END,
                run);
    }

    /** In the style of the partners' description, signed with HMAC-SHA256 in hexadecimal. */
    public static Webhook sevenRooms(int run) {
        return of(
                "sevenrooms",
                "X-SevenRooms-Signature",
                BodySignature.hex("HmacSHA256", "dev-sevenrooms-secret"),
                SEVENROOMS,
                SEVENROOMS_END,
                run);
    }

    private static Webhook of(
            String provider, String header, BodySignature signature, String start, String end, int run) {
        String numbered = end.formatted(run);
        int missing = BODY_BYTES - start.formatted("").length() - numbered.length();
        return new Webhook(provider, header, signature, start.formatted("x".repeat(missing)), numbered);
    }

    /** One whole body, the one with serial number 0. */
    public String body() {
        return start + end.replace('#', '0');
    }

    /** With any serial number of that many digits. */
    public String body(String serial) {
        return start + end.replace(SERIAL, serial);
    }

    void hashStart() {
        signature.start(startBytes());
    }

    byte[] startBytes() {
        return start.getBytes(StandardCharsets.US_ASCII);
    }
}
