package io.bellhop.provider.sevenrooms;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.change.Change;
import io.bellhop.change.GuestChange;
import io.bellhop.change.ReservationChange;
import io.bellhop.change.Told;
import io.bellhop.change.VenueChange;
import io.bellhop.change.Version;
import io.bellhop.event.Event;
import io.bellhop.event.Origin;
import io.bellhop.provider.JsonBody;
import io.bellhop.provider.JsonBody.Element;
import io.bellhop.provider.Payload;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.Translator;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.webhook.RawBody;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A reservation with who comes, a guest, or several guests that turned out to be one, in either style; and what was pulled: a
 * bare reservation, client or venue.
 */
final class SevenRoomsTranslator implements Translator {

    private final ZoneId zone;
    private final SevenRoomsReservation reservations;

    SevenRoomsTranslator(SourceSettings settings) {
        this.zone = settings.zone(SevenRoomsProvider.ZONE, ZoneOffset.UTC);
        this.reservations = SevenRoomsReservation.of(settings);
    }

    @Override
    public List<Change> translate(Event event, RawBody body) throws UnreadablePayloadException {
        boolean pulled = event.origin() != Origin.WEBHOOK;
        if (pulled && SevenRoomsVenueEntry.PROVIDER_TYPE.equals(event.providerType())) {
            return List.of(venue(event, new Payload(JsonBody.parse(body))));
        }
        SevenRoomsEvent sent = pulled
                ? SevenRoomsEvent.pulled(JsonBody.parse(body), event.providerType(), event.type())
                : SevenRoomsEvent.of(only(body), event.providerType());
        String venue = venue(sent);
        List<Change> changes = new ArrayList<>();
        if (venue != null) {
            changes.add(new VenueChange(venue, new Version(event.happenedAt())));
        }
        if (event.type().startsWith("reservation.")) {
            addReservation(changes, event, sent, venue);
        } else if (event.type().equals("guest.merged")) {
            changes.add(SevenRoomsMerge.of(sent, new Version(event.happenedAt())));
            addGuestBeside(changes, event, sent);
        } else {
            changes.add(guest(event, new Payload(sent.entity())));
        }
        return changes;
    }

    /** Of a body with one event in an array, and of one that is an element of such an array. */
    private static JsonNode only(RawBody body) throws UnreadablePayloadException {
        List<Element> elements = JsonBody.elements(body);
        if (elements.size() != 1) {
            throw new UnreadablePayloadException("not one event but " + elements.size());
        }
        return elements.get(0).json();
    }

    /** As it was when it was asked for: whatever time it tells, its content may have changed without it. */
    private static VenueChange venue(Event event, Payload venue) throws UnreadablePayloadException {
        String reference = venue.id("id");
        if (reference == null) {
            throw new UnreadablePayloadException("a venue without its id");
        }
        return new VenueChange(reference, new Version(event.receivedAt()), SevenRoomsVenue.told(venue));
    }

    private static String venue(SevenRoomsEvent sent) {
        String own = new Payload(sent.entity()).id("venue_id");
        return own == null ? new Payload(sent.json()).id("venue_id") : own;
    }

    private void addReservation(List<Change> changes, Event event, SevenRoomsEvent sent, String venue)
            throws UnreadablePayloadException {
        Payload reservation = new Payload(sent.entity());
        String reference = reservation.id("id");
        if (reference == null) {
            throw new UnreadablePayloadException("a reservation without its id");
        }
        addGuestBeside(changes, event, sent);
        Version version = version(event, reservation);
        String guest = reservation.id("client_id");
        changes.add(new ReservationChange(
                reference,
                version,
                event.type().equals("reservation.created"),
                event.type().equals("reservation.deleted"),
                venue,
                SevenRoomsGuest.ofReservation(
                        reservation, guest == null ? new Payload(sent.guestBeside()).id("id") : guest, version),
                reservations.told(reservation, event.type()),
                Told.nothing()));
    }

    private void addGuestBeside(List<Change> changes, Event event, SevenRoomsEvent sent) {
        Payload guest = new Payload(sent.guestBeside());
        if (SevenRoomsGuest.canBeKnownAgain(guest)) {
            changes.add(new GuestChange(guest.id("id"), version(event, guest), false, SevenRoomsGuest.told(guest)));
        }
    }

    private GuestChange guest(Event event, Payload guest) throws UnreadablePayloadException {
        boolean deleted = event.type().equals("guest.deleted");
        String reference = guest.id("id");
        if (deleted ? reference == null : !SevenRoomsGuest.canBeKnownAgain(guest)) {
            throw new UnreadablePayloadException(
                    deleted
                            ? "a deleted guest without their id"
                            : "a guest with neither an id nor an e-mail address nor a phone number");
        }
        return new GuestChange(reference, version(event, guest), deleted, SevenRoomsGuest.told(guest));
    }

    /** By the thing's own time, else the event's. */
    private Version version(Event event, Payload thing) {
        Instant deleted = event.type().endsWith(".deleted") ? thing.moment("deleted", zone) : null;
        Instant own = deleted == null ? thing.moment("updated", zone) : deleted;
        return new Version(own == null ? event.happenedAt() : own);
    }
}
