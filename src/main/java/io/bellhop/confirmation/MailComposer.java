package io.bellhop.confirmation;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Makes e-mails of bookings. */
@Singleton
final class MailComposer {

    private final LetterWriter writer;
    private final Letterhead letterhead;
    private final InstantSource clock;
    private final Template html;
    private final Template text;

    MailComposer(
            LetterWriter writer,
            Letterhead letterhead,
            InstantSource clock,
            @Location("confirmation/mail.html") Template html,
            @Location("confirmation/mail.txt") Template text) {
        this.writer = writer;
        this.letterhead = letterhead;
        this.clock = clock;
        this.html = html;
        this.text = text;
    }

    Uni<ConfirmationMail> compose(Kind kind, Booking booking) {
        return Uni.createFrom().deferred(() -> {
            Optional<Invite> invite =
                    Invite.of(kind, booking, letterhead.address(), writer.wordsFor(booking), clock.instant());
            Letter letter = writer.write(kind, booking, invite.isPresent());
            return Uni.combine()
                    .all()
                    .unis(
                            html.data("letter", letter).createUni(),
                            text.data("letter", letter).createUni())
                    .with((page, plain) -> new ConfirmationMail(letter.subject(), page, plain, invite));
        });
    }
}
