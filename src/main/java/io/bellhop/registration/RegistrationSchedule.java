package io.bellhop.registration;

import io.bellhop.replica.Replica;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What is done for registrations without being asked: second looks after a rotation, the end of old secrets, and checks. Any
 * number of replicas do it at once.
 */
@Singleton
final class RegistrationSchedule {

    private static final Logger LOG = Logger.getLogger(RegistrationSchedule.class);

    private final DueRegistrations due;
    private final SecondLooks secondLooks;
    private final SecretRetirement retirement;
    private final RegistrationLooks looks;
    private final RegistrationMetrics metrics;
    private volatile boolean started;

    RegistrationSchedule(
            DueRegistrations due,
            SecondLooks secondLooks,
            SecretRetirement retirement,
            RegistrationLooks looks,
            RegistrationMetrics metrics) {
        this.due = due;
        this.secondLooks = secondLooks;
        this.retirement = retirement;
        this.looks = looks;
        this.metrics = metrics;
    }

    void start(@Observes @Priority(50) StartupEvent event, Replica replica) {
        started = replica.isWorker();
    }

    /** Quick, and never behind a provider that does not answer. */
    @Scheduled(
            every = "${bellhop.registration.poll}",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "registration-second-looks")
    Uni<Void> lookAgain() {
        return started ? lookAgainNow() : Uni.createFrom().voidItem();
    }

    @Scheduled(
            every = "${bellhop.registration.poll}",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "registration-checks")
    Uni<Void> check() {
        return started ? checkNow() : Uni.createFrom().voidItem();
    }

    /** Does all that is due. */
    Uni<Void> tick() {
        return lookAgainNow().chain(this::checkNow).chain(this::lookAgainNow);
    }

    private Uni<Void> lookAgainNow() {
        return logged(untilNone(
                        due::claimSecondLook,
                        look -> secondLooks.at(look.source()).chain(() -> due.done(look)))
                .chain(() -> due.states().invoke(metrics::show)));
    }

    private Uni<Void> checkNow() {
        Executor here = MutinyHelper.executor(Vertx.currentContext());
        return logged(untilNone(due::claimRetirement, old -> retirement.retire(old, here))
                .chain(() -> untilNone(due::claimCheck, looks::check))
                .emitOn(here));
    }

    /** Never fails: what went wrong is in the log, and due again. */
    private static Uni<Void> logged(Uni<?> work) {
        return work.onFailure()
                .invoke(failure -> LOG.warnf("registrations.not_looked_after reason=%s", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private <T> Uni<Void> untilNone(Supplier<Uni<Optional<T>>> claim, Function<T, Uni<Void>> work) {
        return Uni.createFrom()
                .deferred(claim::get)
                .call(claimed -> claimed.map(one -> work.apply(one).onFailure().recoverWithNull())
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .repeat()
                .whilst(Optional::isPresent)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
