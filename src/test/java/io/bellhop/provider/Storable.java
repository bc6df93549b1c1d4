package io.bellhop.provider;

import io.bellhop.change.Told;
import io.bellhop.change.Version;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Whether PostgreSQL and JSON take all that a change holds. */
final class Storable {

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Storable() {}

    /** @param value a change, or any part of one */
    static boolean is(Object value) {
        if (value instanceof Told told) {
            return is(told.values());
        }
        if (value instanceof List<?> list) {
            return list.stream().allMatch(Storable::is);
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream().allMatch(entry -> is(entry.getKey()) && is(entry.getValue()));
        }
        if (value instanceof Version version) {
            return version.tieBreak() != null && is(version.tieBreak()) && is(version.at());
        }
        return value instanceof Record made ? isRecord(made) : isScalar(value);
    }

    private static boolean isRecord(Record value) {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                if (!is(component.getAccessor().invoke(value))) {
                    return false;
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return true;
    }

    private static boolean isScalar(Object value) {
        if (value instanceof String text) {
            return text.length() <= 10_000
                    && text.indexOf('\0') < 0
                    && StandardCharsets.UTF_8.newEncoder().canEncode(text);
        }
        if (value instanceof BigDecimal number) {
            return number.scale() >= 0 && number.scale() <= 20 && number.precision() - number.scale() <= 15;
        }
        if (value instanceof Instant moment) {
            return !moment.isBefore(EARLIEST) && !moment.isAfter(LATEST);
        }
        return value == null
                || value instanceof Integer
                || value instanceof Boolean
                || value instanceof Enum<?>
                || value instanceof LocalDate;
    }
}
