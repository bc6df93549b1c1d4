package io.bellhop.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Collection;

/**
 * Rows of a table as JSON: PostgreSQL writes them with {@code to_jsonb} and reads a whole set of them from one argument with
 * {@code json_populate_recordset}. Decimal numbers keep the digits they have.
 */
public final class JsonRows {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonRows() {}

    public static ObjectNode newRow() {
        return MAPPER.createObjectNode();
    }

    public static ObjectNode read(String json) {
        return read(json, ObjectNode.class);
    }

    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row does not read as " + type.getSimpleName(), e);
        }
    }

    /** One argument for {@code json_populate_recordset}. */
    public static String write(Collection<? extends JsonNode> rows) {
        try {
            return MAPPER.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row cannot be written", e);
        }
    }

    /** A value as a row has it. */
    public static JsonNode value(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** Whether both mean the same: missing is null, and numbers are equal whatever digits they are written with. */
    public static boolean same(JsonNode one, JsonNode other) {
        if (isNothing(one) || isNothing(other)) {
            return isNothing(one) && isNothing(other);
        }
        return one.equals(JsonRows::compare, other);
    }

    private static boolean isNothing(JsonNode value) {
        return value == null || value.isNull() || value.isMissingNode();
    }

    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }
}
