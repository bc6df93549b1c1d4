package io.bellhop.registration;

import io.bellhop.api.Problem;
import io.bellhop.registration.RegistrationStore.Leased;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets one at a time write a registration at its provider, on whatever replica. */
@Singleton
final class Leases {

    private final RegistrationStore store;

    Leases(RegistrationStore store) {
        this.store = store;
    }

    /** Fails with a problem: 404 if nobody has asked for a webhook, 409 if somebody writes it. */
    Uni<Leased> take(String source) {
        return store.find(source)
                .invoke(Leases::asked)
                .chain(() -> store.take(source))
                .map(Leases::free);
    }

    /** @throws io.bellhop.api.ProblemException 404 if nobody has asked for it */
    static Registration asked(Optional<Registration> found) {
        return found.orElseThrow(
                () -> Problem.notFound("Nobody has asked for a webhook of this source; PUT its registration")
                        .asException());
    }

    /** @throws io.bellhop.api.ProblemException 409 if somebody writes it */
    static Leased free(Optional<Leased> leased) {
        return leased.orElseThrow(() -> Problem.conflict("Another call is writing this webhook just now; try again")
                .asException());
    }

    /** Gives the lease back, whatever comes of the work. One that cannot be given back runs out. */
    <T> Uni<T> keeping(Leased leased, Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(work::get)
                .eventually(() -> store.giveBack(leased).onFailure().recoverWithNull());
    }
}
