package io.bellhop.processing;

import io.bellhop.database.FaultTrace;
import io.bellhop.event.EventId;
import io.bellhop.guest.MergeFoundException;
import io.bellhop.processing.KnownSources.KnownSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Processes a batch of events in one transaction: claim, translate, apply, fan out, mark. All of it commits, or none. */
@Singleton
final class Batch {

    private static final Logger LOG = Logger.getLogger(Batch.class);

    private final ProcessingStore store;
    private final KnownSources sources;
    private final Changes changes;
    private final Consequences consequences;
    private final ProcessingConfig config;
    private final InstantSource clock;

    Batch(
            ProcessingStore store,
            KnownSources sources,
            Changes changes,
            Consequences consequences,
            ProcessingConfig config,
            InstantSource clock) {
        this.store = store;
        this.sources = sources;
        this.changes = changes;
        this.consequences = consequences;
        this.config = config;
        this.clock = clock;
    }

    /** What became of the events of one transaction. @param deliveries how many it gave */
    record Result(Instant begun, List<Claimed> claimed, List<Failure> failures, int deliveries) {

        int events() {
            return claimed.size();
        }

        /** Null if it is not traced. */
        String traceParent(EventId event) {
            return claimed.stream()
                    .filter(one -> one.event().id().equals(event))
                    .findFirst()
                    .map(Claimed::traceParent)
                    .orElse(null);
        }
    }

    /**
     * The oldest that wait, at most so many of them.
     *
     * @param committed is told of each transaction, for if a batch is halved the first half is done whatever becomes of the second
     * @return how many there were
     */
    Uni<Integer> process(int maxEvents, Consumer<Result> committed) {
        Claim claim = new Claim();
        return transaction(
                        connection -> claim.keep(store.claim(connection, maxEvents, clock.instant())), false, committed)
                .onFailure()
                .recoverWithUni(failure -> claim.ids.isEmpty()
                        ? Uni.createFrom().failure(failure)
                        : processAgain(claim.ids, failure, committed));
    }

    /** What a first transaction had claimed, since its failure does not tell. */
    private static final class Claim {

        private volatile List<EventId> ids = List.of();

        Uni<List<Claimed>> keep(Uni<List<Claimed>> claim) {
            return claim.invoke(claimed ->
                    ids = claimed.stream().map(one -> one.event().id()).toList());
        }
    }

    /** An event at fault must not hold up the others: the batch is halved until it fails alone. */
    private Uni<Integer> processAgain(List<EventId> events, Throwable failure, Consumer<Result> committed) {
        if (failure instanceof MergeFoundException) {
            return process(events, true, committed);
        }
        if (BatchFailure.of(failure) == BatchFailure.PASSING) {
            return Uni.createFrom().failure(failure);
        }
        if (events.size() == 1) {
            return fail(events, failure, committed);
        }
        int half = events.size() / 2;
        return process(events.subList(0, half), false, committed)
                .flatMap(first -> process(events.subList(half, events.size()), false, committed)
                        .map(second -> first + second));
    }

    private Uni<Integer> process(List<EventId> events, boolean mayMerge, Consumer<Result> committed) {
        return transaction(connection -> store.claim(connection, events), mayMerge, committed)
                .onFailure()
                .recoverWithUni(failure -> processAgain(events, failure, committed));
    }

    private Uni<Integer> transaction(
            Function<SqlConnection, Uni<List<Claimed>>> claim, boolean mayMerge, Consumer<Result> committed) {
        return store.transaction(connection ->
                        claim.apply(connection).flatMap(claimed -> process(connection, claimed, mayMerge)))
                .invoke(committed)
                .map(Result::events);
    }

    private Uni<Result> process(SqlConnection connection, List<Claimed> claimed, boolean mayMerge) {
        Instant now = clock.instant();
        if (claimed.isEmpty()) {
            return Uni.createFrom().item(new Result(now, claimed, List.of(), 0));
        }
        Set<String> names = claimed.stream().map(one -> one.event().source()).collect(Collectors.toSet());
        return sources.named(connection, names).flatMap(known -> {
            Translation translation = Translation.of(claimed, known, config, now);
            return changes.apply(connection, translation.changes(), regions(known), mayMerge)
                    .flatMap(effects -> consequences.of(connection, claimed, translation, effects, known))
                    .call(() -> store.fail(connection, translation.failures(), now))
                    .map(deliveries -> new Result(now, claimed, translation.failures(), deliveries));
        });
    }

    private static UnaryOperator<String> regions(Map<String, KnownSource> sources) {
        return name -> sources.get(name).rules().phoneRegion();
    }

    private Uni<Integer> fail(List<EventId> event, Throwable failure, Consumer<Result> committed) {
        LOG.errorf("processing.fault event_id=%s at=%s", event.get(0), FaultTrace.frames(failure));
        Instant now = clock.instant();
        return store.transaction(connection -> store.claim(connection, event).flatMap(claimed -> {
                    List<Failure> failures = claimed.stream()
                            .map(one -> Failure.of(
                                    one.event().id(), one.attempts(), FaultTrace.reason(failure), config, now))
                            .toList();
                    return store.fail(connection, failures, now)
                            .replaceWith(() -> new Result(now, claimed, failures, 0));
                }))
                .invoke(committed)
                .map(Result::events);
    }
}
