package io.bellhop.provider.guestapi;

import io.bellhop.change.Change;
import io.bellhop.change.Notice;
import io.bellhop.change.ReservationChange;
import io.bellhop.change.Told;
import io.bellhop.change.VenueChange;
import io.bellhop.change.Version;
import io.bellhop.event.Event;
import io.bellhop.provider.JsonBody;
import io.bellhop.provider.Payload;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.Translator;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.webhook.RawBody;
import java.util.ArrayList;
import java.util.List;

/** One reservation, as it is now and perhaps as it was before. With neither time nor sequence, the order is that of arrival. */
final class GuestApiTranslator implements Translator {

    private static final String SUBJECT = "reservation/";

    private final GuestApiReservation reservations;

    GuestApiTranslator(SourceSettings settings) {
        this.reservations = GuestApiReservation.of(settings);
    }

    @Override
    public List<Change> translate(Event event, RawBody body) throws UnreadablePayloadException {
        Payload sent = new Payload(JsonBody.parse(body));
        Payload updated = sent.at(0);
        String subject = event.subject();
        if (subject == null || !subject.startsWith(SUBJECT) || !updated.isObject()) {
            throw new UnreadablePayloadException("a reservation without its number");
        }
        String reference = subject.substring(SUBJECT.length());
        String venue = venue(updated);
        List<Change> changes = new ArrayList<>();
        if (venue != null) {
            changes.add(new VenueChange(venue, new Version(event.receivedAt())));
        }
        changes.add(
                "reservation.unknown".equals(event.type())
                        ? notice(reference, venue)
                        : change(event, reference, venue, updated, sent.at(1)));
        return changes;
    }

    private ReservationChange change(Event event, String reference, String venue, Payload updated, Payload before) {
        return new ReservationChange(
                reference,
                new Version(event.receivedAt(), event.id().toString()),
                "reservation.created".equals(event.type()),
                "reservation.deleted".equals(event.type()),
                venue,
                null,
                reservations.told(updated),
                isSame(updated, before) ? reservations.toldWithoutZone(before) : Told.nothing());
    }

    /** A second element that is another reservation is no previous state of the first. */
    private static boolean isSame(Payload updated, Payload before) {
        String number = updated.id("reservation_id");
        return number != null && number.equals(before.id("reservation_id"));
    }

    /** Without {@code UpdateType} nobody can say what happened to it. */
    private static Notice notice(String reference, String venue) {
        return new Notice(Told.tell()
                .that("reservation", reference)
                .ifKnown("venue", venue)
                .done());
    }

    private static String venue(Payload reservation) {
        String customer = reservation.id("appCustomer_id");
        String centre = reservation.id("center_id");
        return customer == null || centre == null ? null : customer + "-" + centre;
    }
}
