package io.bellhop.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** The gateway's vitals, looked at from time to time by a thread of its own until it is closed. */
final class VitalsLog implements AutoCloseable {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> looking;
    private final List<Vitals> all = Collections.synchronizedList(new ArrayList<>());

    VitalsLog(Gateway gateway, Database database, Duration interval) {
        looking = clock.scheduleAtFixedRate(
                () -> {
                    try {
                        all.add(Vitals.of(gateway, database));
                    } catch (IOException | SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                0,
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** @throws IllegalStateException if it could not go on looking */
    List<Vitals> all() {
        if (looking.isDone()) {
            throw new IllegalStateException("the gateway's vitals could not be looked at");
        }
        return List.copyOf(all);
    }

    static long highest(List<Vitals> vitals, ToLongFunction<Vitals> figure) {
        return vitals.stream().mapToLong(figure).max().orElseThrow();
    }

    static long median(List<Vitals> vitals, ToLongFunction<Vitals> figure) {
        return vitals.stream()
                .mapToLong(figure)
                .sorted()
                .skip(vitals.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
