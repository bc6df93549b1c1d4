package io.bellhop.event;

import io.bellhop.event.AppendResult.Duplicate;
import io.bellhop.event.AppendResult.Stored;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.exception.ConstraintViolationException;

/** The usual way of an application: one Hibernate Reactive transaction, with one entity persisted, for each request. */
@Singleton
public final class OrmPerRequest {

    /** Once committed. */
    public Uni<AppendResult> append(NewEvent event) {
        return Panache.withTransaction(() -> OrmEvent.of(event).persist())
                .<AppendResult>replaceWith(new Stored(event.id()))
                .onFailure(ConstraintViolationException.class)
                .recoverWithUni(() -> duplicateOf(event));
    }

    private static Uni<AppendResult> duplicateOf(NewEvent event) {
        return Panache.withSession(() -> OrmEvent.<OrmEvent>find(
                                "source = ?1 and idempotencyKey = ?2",
                                event.source(),
                                event.key().value())
                        .firstResult())
                .map(first -> new Duplicate(new EventId(first.id)));
    }
}
