package io.bellhop.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What becomes of JSON that is changed in part.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396#section-2">RFC 7396, processing merge patch documents</a>
 */
final class MergePatch {

    private MergePatch() {}

    /** Both stay as they are. */
    static ObjectNode apply(ObjectNode patch, ObjectNode target) {
        ObjectNode merged = target.deepCopy();
        patch.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                merged.remove(field.getKey());
            } else if (value instanceof ObjectNode object) {
                JsonNode present = merged.get(field.getKey());
                ObjectNode into = present instanceof ObjectNode found ? found : merged.objectNode();
                merged.set(field.getKey(), apply(object, into));
            } else {
                merged.set(field.getKey(), value);
            }
        });
        return merged;
    }
}
