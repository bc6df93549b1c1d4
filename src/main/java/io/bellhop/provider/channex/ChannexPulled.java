package io.bellhop.provider.channex;

import io.bellhop.change.Change;
import io.bellhop.change.ReservationChange;
import io.bellhop.change.Told;
import io.bellhop.change.VenueChange;
import io.bellhop.change.Version;
import io.bellhop.event.Event;
import io.bellhop.provider.Payload;
import io.bellhop.provider.StatusTable;
import io.bellhop.provider.UnreadablePayloadException;
import java.util.ArrayList;
import java.util.List;

/** What entries of Channex's API mean, out of their wrapping. */
record ChannexPulled(StatusTable statuses, ChannexRevision revisions) {

    List<Change> changes(Event event, Payload pulled) throws UnreadablePayloadException {
        String venue = pulled.id("property_id");
        List<Change> changes = new ArrayList<>();
        if (venue != null) {
            changes.add(new VenueChange(venue, new Version(event.happenedAt())));
        }
        switch (String.valueOf(event.providerType())) {
            case ChannexRevisionFeed.PROVIDER_TYPE -> changes.add(revision(event, pulled, venue));
            case ChannexApi.AVAILABILITY, ChannexApi.RESTRICTIONS ->
                changes.addAll(ChannexAvailability.changes(
                        ChannexDateFeed.items(pulled), venue, new Version(event.happenedAt())));
            case ChannexMessageFeed.PROVIDER_TYPE, ChannexReviewFeed.PROVIDER_TYPE ->
                changes.add(ChannexNotice.of(event.providerType(), pulled, venue));
            default -> throw new UnreadablePayloadException("pulled, but not of a known kind");
        }
        return changes;
    }

    private ReservationChange revision(Event event, Payload revision, String venue) throws UnreadablePayloadException {
        String reference = revision.id("booking_id");
        if (reference == null) {
            throw new UnreadablePayloadException("a revision without its booking's id");
        }
        String id = revision.id("id");
        String status = revision.text("status");
        Version version = ChannexVersion.ofPulled(event, id);
        return new ReservationChange(
                reference,
                version,
                "new".equalsIgnoreCase(status),
                false,
                venue,
                ChannexCustomer.of(revision.at("customer"), version),
                revisions.told(revision, id, statuses.meaning(status)),
                Told.nothing());
    }
}
