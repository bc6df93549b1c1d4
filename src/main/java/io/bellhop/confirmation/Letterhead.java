package io.bellhop.confirmation;

import io.vertx.ext.mail.mailencoder.EmailAddress;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Who writes to guests; nobody, unless it is configured. */
@Singleton
final class Letterhead {

    private final String from;
    private final String address;
    private final String replyTo;

    /** @throws IllegalArgumentException if an address is none */
    Letterhead(ConfirmationConfig config) {
        from = config.from().orElse(null);
        address = from == null ? null : checked("from", from);
        replyTo = config.replyTo().orElse(null);
        if (replyTo != null) {
            checked("reply-to", replyTo);
        }
    }

    private static String checked(String setting, String text) {
        String expected = "bellhop.confirmation." + setting + " is \"" + text
                + "\", but is an e-mail address, as in Example Bookings <bookings@example.com>";
        try {
            String address = new EmailAddress(text).getEmail();
            if (address.indexOf('@') > 0 && text.chars().noneMatch(Character::isISOControl)) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(expected, e);
        }
        throw new IllegalArgumentException(expected);
    }

    boolean isSet() {
        return from != null;
    }

    String from() {
        return from;
    }

    /** Without a name; null if there is none. */
    String address() {
        return address;
    }

    /** Null if answers go to the sender. */
    String replyTo() {
        return replyTo;
    }

    /** The part behind the {@code @}; null if there is no address. */
    String domain() {
        return address == null ? null : address.substring(address.lastIndexOf('@') + 1);
    }

    /** The same for every attempt, so that whoever gets two can tell. */
    String messageId(UUID confirmation) {
        return "<" + confirmation + "@" + domain() + ">";
    }
}
