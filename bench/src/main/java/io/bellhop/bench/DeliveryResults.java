package io.bellhop.bench;

import io.bellhop.bench.Deliveries.Highest;
import io.bellhop.bench.Deliveries.Run;
import io.bellhop.bench.Results.Spread;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What was measured of deliveries.
 *
 * @param runs of every round, every one of {@link #STEADY}
 * @param highest of every round, every one of {@link #SUBSCRIPTIONS}
 */
record DeliveryResults(List<Run> runs, List<Highest> highest) {

    static final List<Steady> LATENCY = List.of(new Steady(1, 50, false), new Steady(1, 200, false));
    static final Steady FAIR = new Steady(20, 20, false);
    static final Steady HANGING = new Steady(20, 20, true);
    static final List<Steady> STEADY =
            Stream.concat(LATENCY.stream(), Stream.of(FAIR, HANGING)).toList();
    static final List<Integer> SUBSCRIPTIONS = List.of(1, 20);

    Spread of(Steady steady, ToDoubleFunction<Run> what) {
        return Spread.of(
                runs.stream().filter(run -> run.steady().equals(steady)).map(what::applyAsDouble));
    }

    /** What the others feel of one that hangs, in each round: their p99 compared with that when none does. */
    Spread unfairness() {
        return Spread.of(runs.stream()
                .filter(run -> run.steady().equals(HANGING))
                .map(run -> run.millisAt(99) / fair(run.round()).millisAt(99)));
    }

    private Run fair(int round) {
        return runs.stream()
                .filter(run -> run.round() == round && run.steady().equals(FAIR))
                .findFirst()
                .orElseThrow();
    }

    Spread of(int subscriptions, ToDoubleFunction<Highest> what) {
        return Spread.of(highest.stream()
                .filter(one -> one.subscriptions() == subscriptions)
                .map(what::applyAsDouble));
    }

    Stream<Run> all() {
        return Stream.concat(runs.stream(), highest.stream().flatMap(one -> one.tried().stream()));
    }

    double share(int processors, ToDoubleFunction<CpuTimes> what) {
        double used = all().mapToDouble(run -> what.applyAsDouble(run.cpu())).sum();
        return used / (all().mapToDouble(Run::seconds).sum() * processors);
    }
}
