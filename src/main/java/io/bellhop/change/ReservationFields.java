package io.bellhop.change;

/** What can be told of a reservation. */
public final class ReservationFields {

    /** The name of a {@link ReservationStatus}; null if the provider's status means none of them. */
    public static final String STATUS = "status";

    /** As the provider writes it. */
    public static final String PROVIDER_STATUS = "provider_status";

    /** What guest and staff call it: the provider's, or the booking site's, reference. */
    public static final String CONFIRMATION_CODE = "confirmation_code";

    /** Where it was booked, as in {@code BookingCom}. */
    public static final String CHANNEL = "channel";

    /** In whose name it is. */
    public static final String GUEST_NAME = "guest_name";

    /** All persons, a whole number. */
    public static final String PARTY_SIZE = "party_size";

    /** A whole number. */
    public static final String ADULTS = "adults";

    /** A whole number, juniors among them. */
    public static final String CHILDREN = "children";

    /** A whole number. */
    public static final String INFANTS = "infants";

    /** A date in the venue's zone. */
    public static final String ARRIVAL_DATE = "arrival_date";

    /** A time in the venue's zone. */
    public static final String ARRIVAL_TIME = "arrival_time";

    /** A date in the venue's zone. */
    public static final String DEPARTURE_DATE = "departure_date";

    /** A time in the venue's zone. */
    public static final String DEPARTURE_TIME = "departure_time";

    /** The venue's, as far as the provider or the source's settings say, as in {@code Europe/Madrid}. */
    public static final String ZONE = "zone";

    /** A decimal number. */
    public static final String AMOUNT = "amount";

    /** ISO 4217, as in {@code EUR}. */
    public static final String CURRENCY = "currency";

    /** A list of texts. */
    public static final String TABLES = "tables";

    /**
     * A list of maps: {@code room_type}, {@code rate_plan}, {@code arrival_date}, {@code departure_date}, {@code adults},
     * {@code children}, {@code infants}, {@code amount}, {@code canceled}, {@code guests}.
     */
    public static final String ROOMS = "rooms";

    /** The venue's own notes. */
    public static final String NOTES = "notes";

    /** What the guest asks for. */
    public static final String REQUESTS = "requests";

    /** What only this provider has, each under a name of its own behind this, as in {@code details.board_used}. */
    public static final String DETAILS = "details.";

    private ReservationFields() {}
}
