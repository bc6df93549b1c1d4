package io.bellhop.change;

/** What can be told of a guest. All are texts but {@link #VIP} and {@link #MARKETING_OPT_IN}. A null never takes away what is known. */
public final class GuestFields {

    public static final String SALUTATION = "salutation";
    public static final String FIRST_NAME = "first_name";
    public static final String LAST_NAME = "last_name";

    /** As the provider wrote it; normalised when it is applied. */
    public static final String EMAIL = "email";

    /** A second one. */
    public static final String OTHER_EMAIL = "other_email";

    /** As the provider wrote it; normalised when it is applied. */
    public static final String PHONE = "phone";

    /** A second one. */
    public static final String OTHER_PHONE = "other_phone";

    /** ISO 639, lower-case, as in {@code de}. */
    public static final String LANGUAGE = "language";

    public static final String COMPANY = "company";
    public static final String ADDRESS = "address";
    public static final String POSTAL_CODE = "postal_code";
    public static final String CITY = "city";

    /** As the provider wrote it; most often ISO 3166, as in {@code NL}. */
    public static final String COUNTRY = "country";

    public static final String NOTES = "notes";

    /** A boolean. */
    public static final String VIP = "vip";

    /** A boolean. */
    public static final String MARKETING_OPT_IN = "marketing_opt_in";

    private GuestFields() {}
}
