package io.bellhop.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What was measured.
 *
 * @param closedLoop of every round, every variant
 * @param openLoop the run at half of the budgeted variant's median
 * @param processing alone, of every round, every kind
 */
record Results(List<Measurement> closedLoop, Measurement openLoop, List<Processing.Run> processing) {

    /** Sorted, never empty. */
    record Spread(double[] values) {

        static Spread of(Stream<Double> values) {
            return new Spread(values.mapToDouble(value -> value).sorted().toArray());
        }

        double min() {
            return values[0];
        }

        double max() {
            return values[values.length - 1];
        }

        double median() {
            int middle = values.length / 2;
            return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
        }
    }

    private Stream<Measurement> of(Variant variant) {
        return closedLoop.stream().filter(measurement -> measurement.variant().equals(variant));
    }

    Spread of(Variant variant, ToDoubleFunction<Measurement> what) {
        return Spread.of(of(variant).map(what::applyAsDouble));
    }

    Spread of(Processing.Kind kind, ToDoubleFunction<Processing.Run> what) {
        return Spread.of(processing.stream().filter(run -> run.kind() == kind).map(what::applyAsDouble));
    }

    /** Each run compared with pgbench's best of its own round, whichever table that was. */
    Spread ratios(Variant variant) {
        return Spread.of(of(variant).map(run -> run.perSecond() / bestOfPgBench(run.round())));
    }

    /** Of each round the best. */
    Spread bestOfPgBench() {
        return Spread.of(closedLoop.stream().map(Measurement::round).distinct().map(this::bestOfPgBench));
    }

    private double bestOfPgBench(int round) {
        return closedLoop.stream()
                .filter(run -> run.round() == round && run.variant().way().isPgBench())
                .mapToDouble(Measurement::perSecond)
                .max()
                .orElseThrow();
    }

    Stream<Measurement> all() {
        return Stream.concat(closedLoop.stream(), Stream.of(openLoop));
    }
}
