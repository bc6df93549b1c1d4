package io.bellhop.processing;

import io.bellhop.change.AvailabilityChange;
import io.bellhop.change.Change;
import io.bellhop.change.PullNeeded;
import io.bellhop.change.ReservationChange;
import io.bellhop.change.VenueChange;
import io.bellhop.confirmation.ConfirmationOutbox;
import io.bellhop.confirmation.Occasion;
import io.bellhop.delivery.FanOut;
import io.bellhop.delivery.Outgoing;
import io.bellhop.event.EventId;
import io.bellhop.processing.KnownSources.KnownSource;
import io.bellhop.reservation.ReservationEffect;
import io.bellhop.state.Occurrence;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a batch of processed events owes: e-mails to guests, and deliveries to subscribers. */
@Singleton
final class Consequences {

    private final ConfirmationOutbox outbox;
    private final FanOut fanOut;

    Consequences(ConfirmationOutbox outbox, FanOut fanOut) {
        this.outbox = outbox;
        this.fanOut = fanOut;
    }

    /**
     * Writes it down in the caller's transaction, after all changes are applied.
     *
     * @return how many deliveries there are to make
     */
    Uni<Integer> of(
            SqlConnection connection,
            List<Claimed> claimed,
            Translation translation,
            List<ReservationEffect> effects,
            Map<String, KnownSource> sources) {
        return outbox.owe(connection, occasions(effects, sources))
                .chain(() -> fanOut.deliver(connection, outgoing(claimed, translation)));
    }

    private static List<Occasion> occasions(List<ReservationEffect> effects, Map<String, KnownSource> sources) {
        return effects.stream()
                .map(effect -> new Occasion(
                        effect.id(),
                        effect.creationSeen(),
                        effect.statusBefore(),
                        effect.status(),
                        effect.deleted(),
                        effect.hasEmail(),
                        effect.changedFields(),
                        effect.arrivalDate(),
                        effect.arrivalAt(),
                        effect.zone(),
                        !effect.importedOnly()
                                && sources.get(effect.source()).rules().mayWrite()))
                .toList();
    }

    /** Those that were understood; the others follow when they are. */
    private static List<Outgoing> outgoing(List<Claimed> claimed, Translation translation) {
        Set<EventId> failed =
                translation.failures().stream().map(Failure::event).collect(Collectors.toSet());
        Map<EventId, String> venues = new HashMap<>();
        for (Occurrence<?> one : translation.changes()) {
            String venue = venue(one.change());
            if (venue != null) {
                venues.putIfAbsent(one.event().id(), venue);
            }
        }
        return claimed.stream()
                .map(Claimed::event)
                .filter(event -> !failed.contains(event.id()))
                .map(event -> new Outgoing(event, venues.get(event.id())))
                .toList();
    }

    /** The provider's id of the one it names; null if it names none. */
    private static String venue(Change change) {
        if (change instanceof ReservationChange reservation) {
            return reservation.venue();
        }
        if (change instanceof AvailabilityChange availability) {
            return availability.venue();
        }
        if (change instanceof PullNeeded pull) {
            return pull.venue();
        }
        return change instanceof VenueChange venue ? venue.reference() : null;
    }
}
