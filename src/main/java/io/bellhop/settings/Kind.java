package io.bellhop.settings;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** What has a size: how it is written, and what is too little or too much of it where nothing else is said. */
enum Kind {
    COUNT("a whole number", Integer.class, "1", "1000000", BigDecimal::new, BigDecimal::toPlainString),

    SHARE("a number", Double.class, "0", "1", BigDecimal::new, BigDecimal::toPlainString),

    TIME("a time, as 500ms, 30s or 7d", Duration.class, "1ms", "366d", Kind::seconds, Written::time),

    SIZE("a size, as 64K or 4M", MemorySize.class, "1", "1G", Kind::bytes, Written::size);

    private final String words;
    private final Class<?> type;
    private final String min;
    private final String max;
    private final Function<String, BigDecimal> read;
    private final Function<BigDecimal, String> write;

    Kind(
            String words,
            Class<?> type,
            String min,
            String max,
            Function<String, BigDecimal> read,
            Function<BigDecimal, String> write) {
        this.words = words;
        this.type = type;
        this.min = min;
        this.max = max;
        this.read = read;
        this.write = write;
    }

    /** Empty for what has no size, as a text. */
    static Optional<Kind> of(Class<?> type) {
        Class<?> boxed = type == int.class ? Integer.class : type == double.class ? Double.class : type;
        return Arrays.stream(values()).filter(kind -> kind.type == boxed).findFirst();
    }

    /** For a person. */
    String words() {
        return words;
    }

    /** Seconds, bytes, or the number itself. */
    BigDecimal read(String text) {
        return read.apply(text);
    }

    String write(BigDecimal amount) {
        return write.apply(amount);
    }

    BigDecimal min(Range range) {
        return read(range == null || range.min().isEmpty() ? min : range.min());
    }

    BigDecimal max(Range range) {
        return read(range == null || range.max().isEmpty() ? max : range.max());
    }

    /** Whether an amount is a whole number of what it has to be one of. */
    boolean isStep(BigDecimal amount, Range range) {
        return range == null
                || range.step().isEmpty()
                || amount.remainder(read(range.step())).signum() == 0;
    }

    /** Of a value of this kind's type. */
    static BigDecimal amount(Object value) {
        if (value instanceof Duration duration) {
            return BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
        }
        return value instanceof MemorySize size
                ? new BigDecimal(size.asBigInteger())
                : new BigDecimal(value.toString());
    }

    private static BigDecimal seconds(String text) {
        return amount(DurationConverter.parseDuration(text));
    }

    private static BigDecimal bytes(String text) {
        return amount(new MemorySizeConverter().convert(text));
    }
}
