package io.bellhop.outbound;

import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The one token of a source: asked for once however many calls wait for it, and renewed before it expires. */
final class Tokens {

    private final Supplier<Uni<Token>> endpoint;
    private final InstantSource clock;
    private Token held;
    private Uni<Token> onItsWay;

    /** @param endpoint asks for a new one, each time it is subscribed to */
    Tokens(Supplier<Uni<Token>> endpoint, InstantSource clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /** One that should be good for a call that is made now. Fails as the endpoint does, for all that wait. */
    synchronized Uni<Token> current() {
        if (held != null && clock.instant().isBefore(held.renewAt())) {
            return Uni.createFrom().item(held);
        }
        Token older = held;
        return renewed()
                .onFailure(failure -> older != null && clock.instant().isBefore(older.expiresAt()))
                .recoverWithItem(older);
    }

    /** Another one than that which was refused: perhaps it is here already. */
    synchronized Uni<Token> insteadOf(Token refused) {
        if (held != null && held != refused) {
            return Uni.createFrom().item(held);
        }
        held = null;
        return renewed();
    }

    private Uni<Token> renewed() {
        if (onItsWay == null) {
            onItsWay = Uni.createFrom()
                    .deferred(() -> endpoint.get())
                    .onItemOrFailure()
                    .invoke(this::take)
                    .memoize()
                    .indefinitely();
        }
        return onItsWay;
    }

    private synchronized void take(Token token, Throwable failure) {
        onItsWay = null;
        held = failure == null ? token : held;
    }
}
