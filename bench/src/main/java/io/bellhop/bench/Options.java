package io.bellhop.bench;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param run how long each counted run takes
 * @param warmUp for each way to store, not counted
 * @param openLoop how long the run at a steady rate takes
 * @param deliveries how long each run of deliveries takes
 * @param burst how long ten times the usual rate lasts
 * @param soak how long eight hours' traffic takes
 * @param gatewayJava more options for the gateway's JVM
 */
record Options(
        int rounds,
        Duration run,
        Duration warmUp,
        Duration openLoop,
        Duration deliveries,
        Duration burst,
        Duration soak,
        List<String> gatewayJava,
        Set<Part> parts) {

    private static final Options FULL = new Options(
            5,
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofSeconds(20),
            Duration.ofMinutes(2),
            Duration.ofMinutes(6),
            List.of(),
            EnumSet.allOf(Part.class));
    private static final Options SHORT = new Options(
            1,
            Duration.ofSeconds(4),
            Duration.ofSeconds(4),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            List.of(),
            EnumSet.allOf(Part.class));

    static final String USAGE = """
            bench/run [--only PART] [--short] [--rounds N] [--seconds N] [--gateway-java "OPTIONS"]
              --only PART     ingest, deliveries or endurance; the others' parts of the report stay as they were
              --short         one round of short runs: shows that it works, measures little
              --rounds N      how often each variant runs; default 5
              --seconds N     how long each run takes; default 10, of deliveries 20
              --gateway-java  more options for the gateway's JVM
            """;

    /** @throws IllegalArgumentException if it is not as in {@link #USAGE} */
    static Options parse(String[] arguments) {
        Options options = Arrays.asList(arguments).contains("--short") ? SHORT : FULL;
        Queue<String> rest = new ArrayDeque<>(Arrays.asList(arguments));
        while (!rest.isEmpty()) {
            String option = rest.remove();
            options = switch (option) {
                case "--short" -> options;
                case "--only" -> options.withParts(EnumSet.of(Part.parse(rest.poll())));
                case "--rounds" -> options.withRounds(number(option, rest.poll()));
                case "--seconds" -> options.withRun(Duration.ofSeconds(number(option, rest.poll())));
                case "--gateway-java" -> options.withGatewayJava(words(rest.poll()));
                default -> throw new IllegalArgumentException("no option " + option);
            };
        }
        return options;
    }

    private static int number(String option, String text) {
        if (text == null || !text.matches("[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException(option + " takes a number from 1, not " + text);
        }
        return Integer.parseInt(text);
    }

    private static List<String> words(String text) {
        return text == null || text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    private Options withRounds(int changed) {
        return new Options(changed, run, warmUp, openLoop, deliveries, burst, soak, gatewayJava, parts);
    }

    private Options withRun(Duration changed) {
        return new Options(rounds, changed, warmUp, openLoop, changed, burst, soak, gatewayJava, parts);
    }

    private Options withGatewayJava(List<String> changed) {
        return new Options(rounds, run, warmUp, openLoop, deliveries, burst, soak, changed, parts);
    }

    private Options withParts(Set<Part> changed) {
        return new Options(rounds, run, warmUp, openLoop, deliveries, burst, soak, gatewayJava, changed);
    }
}
