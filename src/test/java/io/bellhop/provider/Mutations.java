package io.bellhop.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** What one JSON body can be turned into. */
final class Mutations {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Texts with half a surrogate pair can only be written escaped. */
    private static final ObjectWriter WRITER = Fixtures.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private static final List<JsonNode> ODDITIES = List.of(
            JSON.nullNode(),
            JSON.booleanNode(true),
            JSON.numberNode(0),
            JSON.numberNode(-1),
            JSON.numberNode(new BigDecimal("1e1000000000")),
            JSON.textNode(""),
            JSON.textNode(" canary\r\n"),
            JSON.textNode("\0canary"),
            JSON.textNode("canary\ud800"),
            JSON.textNode("canary|\u202e€𝄞"),
            JSON.textNode("canary".repeat(500)),
            JSON.objectNode(),
            JSON.objectNode().put("canary", "canary"),
            JSON.arrayNode(),
            JSON.arrayNode().add("canary").add(JSON.objectNode().put("id", "canary")));

    private Mutations() {}

    /** Each value in turn removed and replaced by each of a list of oddities, all else as it was. */
    static void forEachOddity(JsonNode root, Consumer<byte[]> consumer) {
        List<ObjectNode> objects = new ArrayList<>();
        collectObjects(root, objects);
        for (ObjectNode object : objects) {
            for (String name : names(object)) {
                JsonNode original = object.get(name);
                for (JsonNode oddity : ODDITIES) {
                    object.set(name, oddity);
                    consumer.accept(bytes(root));
                }
                object.remove(name);
                consumer.accept(bytes(root));
                object.set(name, original);
            }
        }
    }

    /** The same value with its names in reverse order and other white space. */
    static byte[] rearranged(JsonNode root) {
        return reversed(root).toPrettyString().replace("\n", "\r\n\t").getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode reversed(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = names(object);
            Collections.reverse(names);
            ObjectNode reversed = JSON.objectNode();
            names.forEach(name -> reversed.set(name, reversed(object.get(name))));
            return reversed;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode reversed = JSON.arrayNode();
            array.forEach(element -> reversed.add(reversed(element)));
            return reversed;
        }
        return node;
    }

    private static void collectObjects(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        if (node.isArray() && !node.isEmpty()) {
            collectObjects(node.get(0), objects); // the others are alike
        } else {
            node.forEach(child -> collectObjects(child, objects));
        }
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    static byte[] bytes(JsonNode node) {
        try {
            return WRITER.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
