package io.bellhop.change;

/** The names of a venue's fields. All are texts. */
public final class VenueFields {

    public static final String NAME = "name";

    /** As in {@code Europe/Madrid}. */
    public static final String ZONE = "zone";

    /** Three letters. */
    public static final String CURRENCY = "currency";

    public static final String ADDRESS = "address";
    public static final String POSTAL_CODE = "postal_code";
    public static final String CITY = "city";
    public static final String REGION = "region";
    public static final String COUNTRY = "country";
    public static final String PHONE = "phone";
    public static final String WEBSITE = "website";

    /** The provider's name of what it belongs to. */
    public static final String GROUP = "venue_group";

    private VenueFields() {}
}
