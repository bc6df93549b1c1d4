package io.bellhop.provider.channex;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.change.Change;
import io.bellhop.change.GuestChange;
import io.bellhop.change.ReservationChange;
import io.bellhop.change.ReservationStatus;
import io.bellhop.change.Told;
import io.bellhop.change.VenueChange;
import io.bellhop.change.Version;
import io.bellhop.event.Event;
import io.bellhop.event.Origin;
import io.bellhop.provider.JsonBody;
import io.bellhop.provider.Payload;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.StatusTable;
import io.bellhop.provider.StorableText;
import io.bellhop.provider.Translator;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.webhook.RawBody;
import java.util.ArrayList;
import java.util.List;

/**
 * Bookings, availability, and notices of all else. What comes without data says no more than that something happened, and
 * that it is to be asked for.
 */
final class ChannexTranslator implements Translator {

    static final String STATUSES_SETTING = "statuses";
    static final String VENUE_ZONE_SETTING = "venue-zone";

    private final StatusTable statuses;
    private final ChannexBooking bookings;
    private final ChannexRevision revisions;
    private final ChannexPulled pulled;

    ChannexTranslator(SourceSettings settings) {
        this.statuses = ChannexStatus.TABLE.with(settings.statuses(STATUSES_SETTING));
        this.bookings = new ChannexBooking(settings.zone(VENUE_ZONE_SETTING));
        this.revisions = new ChannexRevision(settings.zone(VENUE_ZONE_SETTING));
        this.pulled = new ChannexPulled(statuses, revisions);
    }

    @Override
    public List<Change> translate(Event event, RawBody body) throws UnreadablePayloadException {
        JsonNode json = JsonBody.parse(body);
        return event.origin() == Origin.WEBHOOK ? sent(event, json) : pulled.changes(event, new Payload(json));
    }

    private List<Change> sent(Event event, JsonNode json) throws UnreadablePayloadException {
        ChannexEvent sent = ChannexEvent.of(json);
        String venue = StorableText.line(sent.property());
        List<Change> changes = new ArrayList<>();
        if (venue != null) {
            String name = new Payload(sent.payload()).text("property_name");
            changes.add(VenueChange.named(venue, new Version(event.happenedAt()), name));
        }
        changes.addAll(sent.hasData() ? changes(event, sent, venue) : List.of(ChannexNotice.withoutData(venue)));
        changes.addAll(ChannexPullNeeded.of(sent, venue));
        return changes;
    }

    private List<? extends Change> changes(Event event, ChannexEvent sent, String venue)
            throws UnreadablePayloadException {
        Payload payload = new Payload(sent.payload());
        return switch (sent.name()) {
            case "booking", "booking_new", "booking_modification", "booking_cancellation", "non_acked_booking" ->
                List.of(
                        payload.id("booking_id") == null
                                ? ChannexNotice.withoutData(venue)
                                : booking(event, sent, venue, payload));
            case "reservation_request", "accepted_reservation", "declined_reservation" ->
                List.of(revision(event, sent, venue, payload));
            case "ari" ->
                ChannexAvailability.changes(
                        new Payload(sent.root()).each("payload"), venue, new Version(event.happenedAt()));
            default -> List.of(ChannexNotice.of(sent.name(), payload, venue));
        };
    }

    private ReservationChange booking(Event event, ChannexEvent sent, String venue, Payload booking) {
        String revision = StorableText.line(sent.revision());
        Told told = bookings.told(booking, revision, statuses.meaning(sent.name()));
        boolean created = sent.name().equals("booking_new");
        return change(booking, ChannexVersion.ofWebhook(event, revision), created, venue, null, told);
    }

    /** Requests carry a whole revision; should one not, its own fields are read as one. */
    private ReservationChange revision(Event event, ChannexEvent sent, String venue, Payload payload)
            throws UnreadablePayloadException {
        Payload revision = payload.at("bms").isObject() ? payload.at("bms") : payload;
        if (revision.id("booking_id") == null) {
            throw new UnreadablePayloadException("a reservation without the booking's id");
        }
        String id = revision.id("id");
        Version version = ChannexVersion.ofWebhook(event, id);
        // A request that is resolved was accepted or declined since, which an event of its own says.
        boolean resolved = sent.name().equals("reservation_request") && Boolean.TRUE.equals(payload.flag("resolved"));
        ReservationStatus status = resolved ? null : statuses.meaning(sent.name());
        boolean created = !sent.name().equals("declined_reservation");
        GuestChange guest = ChannexCustomer.of(revision.at("customer"), version);
        return change(revision, version, created, venue, guest, revisions.told(revision, id, status));
    }

    private static ReservationChange change(
            Payload booking, Version version, boolean created, String venue, GuestChange guest, Told told) {
        return new ReservationChange(
                booking.id("booking_id"), version, created, false, venue, guest, told, Told.nothing());
    }
}
