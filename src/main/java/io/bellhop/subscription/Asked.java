package io.bellhop.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.api.Problem;
import io.bellhop.api.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The fields of a body, each as the type that it has to be of: neither {@code "yes"} nor {@code 1} is true. What is null is as if
 * it were not there. Whatever is wrong ends the call with a problem that names the field and echoes nothing.
 */
final class Asked {

    private static final Pattern SHOWABLE = Pattern.compile("[a-z_]{1,40}");
    private static final int MAX_TEXTS = 20;

    private final ObjectNode json;

    Asked(ObjectNode json) {
        this.json = json;
    }

    /** @throws ProblemException if there is none, or it has others than these */
    static void requireFields(ObjectNode body, Set<String> known) {
        if (body == null) {
            throw Problem.unprocessable(null, "The body is a JSON object").asException();
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw SHOWABLE.matcher(name).matches()
                        ? problem(name, "there is no such field")
                        : Problem.unprocessable(null, "A field has a name that none has")
                                .asException();
            }
        });
    }

    static ProblemException problem(String field, String detail) {
        return Problem.unprocessable(field, detail).asException();
    }

    /** @param rules from a text to what it says; fails with {@link IllegalArgumentException} fit for an answer */
    static <T> T check(String field, String text, Function<String, T> rules) {
        try {
            return rules.apply(text);
        } catch (IllegalArgumentException e) {
            throw problem(field, e.getMessage());
        }
    }

    /** Null if it is not there. */
    private JsonNode get(String field) {
        JsonNode value = json.get(field);
        return value == null || value.isNull() ? null : value;
    }

    /** Null if it is not there. */
    <T> T text(String field, Function<String, T> rules) {
        JsonNode value = get(field);
        if (value != null && !value.isTextual()) {
            throw problem(field, "takes a text");
        }
        return value == null ? null : check(field, value.textValue(), rules);
    }

    <T> T requiredText(String field, Function<String, T> rules) {
        T text = text(field, rules);
        if (text == null) {
            throw problem(field, "is missing");
        }
        return text;
    }

    boolean flag(String field, boolean otherwise) {
        JsonNode value = get(field);
        if (value != null && !value.isBoolean()) {
            throw problem(field, "takes true or false");
        }
        return value == null ? otherwise : value.booleanValue();
    }

    /** @param otherwise may be null */
    Integer number(String field, int min, int max, Integer otherwise) {
        JsonNode value = get(field);
        return value == null ? otherwise : Integer.valueOf(number(field, value, min, max));
    }

    private static int number(String field, JsonNode value, int min, int max) {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            throw problem(field, "takes whole numbers from " + min + " to " + max);
        }
        return value.intValue();
    }

    List<Integer> numbers(String field, int maxSize, int min, int max, List<Integer> otherwise) {
        JsonNode value = get(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isArray() || value.isEmpty() || value.size() > maxSize) {
            throw problem(field, "takes a list of 1 to " + maxSize + " whole numbers");
        }
        List<Integer> numbers = new ArrayList<>();
        value.forEach(one -> numbers.add(number(field, one, min, max)));
        return numbers;
    }

    /** Empty if it is not there. @param rules for a name and its value */
    Map<String, String> texts(String field, PairRules rules) {
        JsonNode value = get(field);
        if (value == null) {
            return Map.of();
        }
        if (!value.isObject() || value.size() > MAX_TEXTS) {
            throw problem(field, "takes an object of at most " + MAX_TEXTS + " texts");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        value.properties().forEach(one -> {
            if (!one.getValue().isTextual()) {
                throw problem(field, "takes an object of texts");
            }
            check(field, one.getValue().textValue(), text -> {
                rules.check(one.getKey(), text, texts.keySet());
                return texts.put(one.getKey(), text);
            });
        });
        return texts;
    }

    /** What the name and the value of a pair have to be like. */
    interface PairRules {

        /** @throws IllegalArgumentException if they are not; what it says is fit for an answer */
        void check(String name, String value, Collection<String> namesBefore);
    }
}
