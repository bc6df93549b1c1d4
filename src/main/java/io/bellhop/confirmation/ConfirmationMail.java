package io.bellhop.confirmation;

import java.util.Optional;

/** An e-mail as it goes out. */
record ConfirmationMail(String subject, String html, String text, Optional<Invite> invite) {

    @Override
    public String toString() {
        return "ConfirmationMail[redacted]";
    }
}
