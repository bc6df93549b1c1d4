package io.bellhop.guest;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Locale;
import java.util.Optional;

/** An e-mail address or phone number by which a guest is found, normalised so that all its spellings are one. */
record Contact(Kind kind, String value) {

    /** What a contact is. */
    enum Kind {
        EMAIL,
        PHONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Trimmed and lower-case; empty for what is no address at all. */
    static Optional<Contact> email(String text) {
        String address = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
        int at = address.indexOf('@');
        boolean plausible =
                at > 0 && at < address.length() - 1 && address.chars().noneMatch(Character::isWhitespace);
        return plausible ? Optional.of(new Contact(Kind.EMAIL, address)) : Optional.empty();
    }

    /**
     * As E.164 has it, {@code +15555550142}; empty for what cannot be a phone number.
     *
     * @param region where a number without a country code is from, as {@code US}; null if that is not known
     */
    static Optional<Contact> phone(String text, String region) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
            PhoneNumber number = numbers.parse(text, region);
            // Possible, not valid: the plans of numbers change sooner than we are told.
            // One without its area code is many people's.
            return numbers.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                    ? Optional.of(new Contact(Kind.PHONE, numbers.format(number, PhoneNumberFormat.E164)))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "Contact[" + kind + "]";
    }
}
