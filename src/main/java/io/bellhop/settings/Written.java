package io.bellhop.settings;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Times and sizes as a person writes them: {@code 90s}, {@code 4M}. */
final class Written {

    private static final Map<String, BigDecimal> TIMES = new LinkedHashMap<>();
    private static final Map<String, BigDecimal> SIZES = new LinkedHashMap<>();

    static {
        TIMES.put("d", BigDecimal.valueOf(86_400));
        TIMES.put("h", BigDecimal.valueOf(3_600));
        TIMES.put("m", BigDecimal.valueOf(60));
        TIMES.put("s", BigDecimal.ONE);
        TIMES.put("ms", BigDecimal.valueOf(1, 3));
        SIZES.put("G", BigDecimal.valueOf(1L << 30));
        SIZES.put("M", BigDecimal.valueOf(1L << 20));
        SIZES.put("K", BigDecimal.valueOf(1L << 10));
    }

    private Written() {}

    static String time(BigDecimal seconds) {
        return seconds.signum() == 0 ? "0s" : in(TIMES, seconds, "s");
    }

    static String size(BigDecimal bytes) {
        return bytes.signum() == 0 ? "0" : in(SIZES, bytes, "");
    }

    /** In the greatest unit that it is a whole number of. */
    private static String in(Map<String, BigDecimal> units, BigDecimal amount, String otherwise) {
        return units.entrySet().stream()
                .filter(unit -> amount.remainder(unit.getValue()).signum() == 0)
                .findFirst()
                .map(unit -> amount.divide(unit.getValue()).toBigInteger() + unit.getKey())
                .orElseGet(() -> amount.stripTrailingZeros().toPlainString() + otherwise);
    }
}
