package io.bellhop.provider.sevenrooms;

import io.bellhop.change.Told;
import io.bellhop.change.VenueFields;
import io.bellhop.provider.Payload;
import io.bellhop.provider.Retelling;
import java.time.ZoneId;
import java.util.Objects;
import java.util.stream.Stream;

/** What a venue says in our fields. */
final class SevenRoomsVenue {

    private SevenRoomsVenue() {}

    static Told told(Payload venue) {
        return Retelling.of(venue)
                .ifKnown(VenueFields.NAME, venue.text("name"))
                .ifKnown(VenueFields.ZONE, zone(venue))
                .tell(VenueFields.CURRENCY, "currency_code", Payload::currency)
                .tell(VenueFields.ADDRESS, "address", Payload::text)
                .tell(VenueFields.POSTAL_CODE, "postal_code", Payload::text)
                .tell(VenueFields.CITY, "city", Payload::text)
                .tell(VenueFields.REGION, "state", Payload::text)
                .tell(VenueFields.COUNTRY, "country", Payload::text)
                .tell(VenueFields.PHONE, "phone_number", Payload::text)
                .tell(VenueFields.WEBSITE, "website", Payload::text)
                .tell(VenueFields.GROUP, "venue_group_name", Payload::text)
                .done();
    }

    /** Which field it is in is not public; the first that names a zone. Null if none does. */
    private static String zone(Payload venue) {
        return Stream.of("timezone", "time_zone", "venue_timezone")
                .map(venue::text)
                .filter(Objects::nonNull)
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .findFirst()
                .orElse(null);
    }
}
