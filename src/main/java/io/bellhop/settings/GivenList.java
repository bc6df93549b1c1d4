package io.bellhop.settings;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigValue;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A list as somebody has given it, for what is settled before the framework fills the interfaces, and as it reads it there. */
public final class GivenList {

    private GivenList() {}

    /** Empty if nobody has given it, and there is no default. Of one value with commas and values with an index, those set nearer. */
    public static List<String> of(ConfigSourceContext context, String name) {
        List<ConfigValue> indexed = indexed(context, name);
        ConfigValue whole = context.getValue(name);
        boolean isWhole = whole != null && whole.getValue() != null;
        int nearest = indexed.stream()
                .mapToInt(ConfigValue::getConfigSourceOrdinal)
                .max()
                .orElse(Integer.MIN_VALUE);
        Stream<String> values = !indexed.isEmpty() && (!isWhole || nearest >= whole.getConfigSourceOrdinal())
                ? indexed.stream().map(ConfigValue::getValue)
                : isWhole ? Arrays.stream(whole.getValue().split(",")) : Stream.empty();
        return values.map(String::strip).filter(value -> !value.isEmpty()).toList();
    }

    private static List<ConfigValue> indexed(ConfigSourceContext context, String name) {
        Iterable<String> listed = context::iterateNames;
        return StreamSupport.stream(listed.spliterator(), false)
                .filter(one -> one.startsWith(name + '[') && one.endsWith("]"))
                .distinct()
                .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                .map(context::getValue)
                .filter(value -> value != null && value.getValue() != null)
                .toList();
    }
}
