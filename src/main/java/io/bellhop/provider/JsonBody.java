package io.bellhop.provider;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellhop.signature.Sha256;
import io.bellhop.webhook.RawBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads provider JSON strictly: UTF-8, one value, no name twice in an object, nested no deeper than {@value #MAX_DEPTH},
 * numbers and names of a sane length. Whatever else is wrong with it ends in an {@link UnreadablePayloadException}.
 */
public final class JsonBody {

    private static final int MAX_DEPTH = 100;

    /** A body with more is read as none: each costs a row, and no provider sends so many. */
    private static final int MAX_ELEMENTS = 1000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNameLength(1000)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // Half a surrogate pair has no UTF-8; escaped, it stays what it is.
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    private JsonBody() {}

    /** One value of an array, and its bytes as they stand in the body. */
    public record Element(JsonNode json, RawBody bytes) {}

    /** The whole body as one value. */
    public static JsonNode parse(RawBody body) throws UnreadablePayloadException {
        try (JsonParser parser = parser(body)) {
            JsonNode json = MAPPER.readTree(parser);
            if (json == null || json.isMissingNode()) {
                throw new UnreadablePayloadException("the body is empty");
            }
            if (parser.nextToken() != null) {
                throw new UnreadablePayloadException("something follows the JSON value");
            }
            return json;
        } catch (IOException | ArithmeticException | NumberFormatException e) {
            throw unreadable(e);
        }
    }

    /** The values of an array, or the one value that the body is; none for an empty array. */
    public static List<Element> elements(RawBody body) throws UnreadablePayloadException {
        try (JsonParser parser = parser(body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return List.of(new Element(parse(body), body));
            }
            List<Element> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (elements.size() == MAX_ELEMENTS) {
                    throw new UnreadablePayloadException("the array has more than " + MAX_ELEMENTS + " elements");
                }
                int start = (int) parser.currentTokenLocation().getByteOffset();
                JsonNode json = MAPPER.readTree(parser);
                elements.add(new Element(
                        json, body.slice(start, (int) parser.currentLocation().getByteOffset())));
            }
            if (parser.nextToken() != null) {
                throw new UnreadablePayloadException("something follows the JSON array");
            }
            return elements;
        } catch (IOException | ArithmeticException | NumberFormatException e) {
            throw unreadable(e);
        }
    }

    /** The same value gives the same text, whatever the order of names and the white space it came with. */
    public static String canonical(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read can be written", e);
        }
    }

    /** The canonical text as a body: of something that came as a part of an answer. */
    public static RawBody canonicalBody(JsonNode json) {
        return new RawBody(canonical(json).getBytes(StandardCharsets.UTF_8));
    }

    /** Lower-case SHA-256 of the canonical text. */
    public static String canonicalSha256(JsonNode json) {
        return Sha256.hex(canonical(json).getBytes(StandardCharsets.UTF_8));
    }

    /** The text or number at a field; null if it is neither, is empty, or is not there. */
    public static String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return (value.isTextual() || value.isNumber()) && !value.asText().isEmpty() ? value.asText() : null;
    }

    /** The first of the fields that holds a text or number; null if none does. */
    public static String firstText(JsonNode json, String... fields) {
        for (String field : fields) {
            String text = text(json, field);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** On UTF-8 only: the parser would guess UTF-16 or UTF-32, where its byte offsets mean nothing. */
    private static JsonParser parser(RawBody body) throws IOException, UnreadablePayloadException {
        byte[] bytes = body.bytes();
        if (bytes.length > 1 && (bytes[0] == 0 || bytes[1] == 0 || (bytes[0] & 0xfe) == 0xfe)) {
            throw new UnreadablePayloadException("the body is not UTF-8");
        }
        return MAPPER.createParser(bytes);
    }

    /** Says where, not what: the parser's own message quotes the body. */
    private static UnreadablePayloadException unreadable(Exception e) {
        if (e instanceof JsonProcessingException json && json.getLocation() != null) {
            return new UnreadablePayloadException(
                    "not readable as JSON at line " + json.getLocation().getLineNr() + ", column "
                            + json.getLocation().getColumnNr());
        }
        return new UnreadablePayloadException("not readable as JSON");
    }
}
