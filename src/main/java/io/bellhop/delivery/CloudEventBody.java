package io.bellhop.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.bellhop.event.Event;
import io.bellhop.webhook.RawBody;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/**
 * An event as subscribers get it: one JSON object, its {@code data} the provider's own JSON, byte for byte; base64 if that is no
 * JSON.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">CloudEvents 1.0, JSON format</a>
 */
public final class CloudEventBody {

    public static final String CONTENT_TYPE = "application/cloudevents+json; charset=utf-8";

    private static final String JSON = "application/json";
    private static final String BYTES = "application/octet-stream";
    private static final JsonFactory FACTORY = new JsonFactory();

    private CloudEventBody() {}

    /** UTF-8. @param venue that it is about, null if none @param body null to send no data */
    public static byte[] of(Event event, UUID venue, RawBody body) {
        JsonObject json = attributes(event, venue);
        if (body == null) {
            return bytes(json);
        }
        if (isJson(body.bytes())) {
            return withData(bytes(json.put("datacontenttype", JSON)), body.bytes());
        }
        return bytes(json.put("datacontenttype", event.contentType() == null ? BYTES : event.contentType())
                .put("data_base64", Base64.getEncoder().encodeToString(body.bytes())));
    }

    private static JsonObject attributes(Event event, UUID venue) {
        JsonObject json = new JsonObject()
                .put("specversion", "1.0")
                .put("id", event.id().toString())
                .put("source", "/sources/" + event.source())
                .put("type", event.type());
        put(json, "subject", event.subject());
        json.put("time", event.happenedAt().toString());
        put(json, "providertype", event.providerType());
        put(json, "origin", event.origin());
        put(json, "venueid", venue);
        return json;
    }

    private static void put(JsonObject json, String name, Object value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }

    private static byte[] bytes(JsonObject json) {
        return json.encode().getBytes(StandardCharsets.UTF_8);
    }

    /** What was signed by the provider is not written anew: digits of numbers, order and doubled names stay as they came. */
    private static byte[] withData(byte[] object, byte[] data) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(object.length + data.length + 10);
        joined.write(object, 0, object.length - 1);
        joined.writeBytes(",\"data\":".getBytes(StandardCharsets.UTF_8));
        joined.writeBytes(data);
        joined.write('}');
        return joined.toByteArray();
    }

    /** One value in UTF-8, and nothing after it. */
    private static boolean isJson(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return !text.startsWith("\uFEFF") && isJson(text);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isJson(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
