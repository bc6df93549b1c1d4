package io.bellhop.provider;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Locale;
import java.util.Set;

/**
 * What a source's settings say of its events, whoever its provider is.
 *
 * @param phoneRegion where phone numbers without a country code are from, as {@code US}; null if not said
 * @param confirmations whether its guests get e-mails
 * @param sandbox whether all of it is only for trying out
 */
public record SourceRules(String phoneRegion, boolean confirmations, boolean sandbox) {

    private static final String PHONE_REGION = "phone-region";
    private static final String CONFIRMATIONS = "confirmations";
    private static final String SANDBOX = "sandbox";

    public static final Set<String> SETTINGS = Set.of(PHONE_REGION, CONFIRMATIONS, SANDBOX);

    /** @throws IllegalArgumentException if a setting has an impossible value; the message names it */
    public static SourceRules of(SourceSettings settings) {
        return new SourceRules(
                settings.text(PHONE_REGION).map(SourceRules::region).orElse(null),
                settings.flag(CONFIRMATIONS, true),
                settings.flag(SANDBOX, false));
    }

    private static String region(String text) {
        String region = text.strip().toUpperCase(Locale.ROOT);
        if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(region)) {
            throw new IllegalArgumentException(
                    "setting " + PHONE_REGION + " is \"" + text + "\", but takes a country such as US or ES");
        }
        return region;
    }

    /** Whether a guest of this source may be written to. */
    public boolean mayWrite() {
        return confirmations && !sandbox;
    }
}
