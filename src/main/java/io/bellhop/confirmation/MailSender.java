package io.bellhop.confirmation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bellhop.confirmation.SendResult.Sent;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Writes an e-mail and hands it to the mail server: once, without retries. */
@Singleton
final class MailSender {

    private final ReactiveMailer mailer;
    private final MailComposer composer;
    private final Letterhead letterhead;

    MailSender(ReactiveMailer mailer, MailComposer composer, Letterhead letterhead) {
        this.composer = composer;
        this.mailer = mailer;
        this.letterhead = letterhead;
    }

    /**
     * Fails only if it cannot be written, and then certainly has not gone; whatever else went wrong is the result. It may take
     * for ever, as the mail client has no time limit.
     */
    Uni<SendResult> send(Claimed claimed, Booking booking) {
        return composer.compose(claimed.kind(), booking)
                .flatMap(content -> send(claimed.id(), booking.guest().email(), content));
    }

    private Uni<SendResult> send(UUID confirmation, String to, ConfirmationMail content) {
        return Uni.createFrom()
                .deferred(() -> mailer.send(mail(confirmation, to, content)))
                .<SendResult>map(sent -> new Sent())
                .onFailure()
                .recoverWithItem(SendResult::of);
    }

    private Mail mail(UUID confirmation, String to, ConfirmationMail content) {
        Mail mail = new Mail()
                .setFrom(letterhead.from())
                .addTo(to)
                .setSubject(content.subject())
                .setText(content.text())
                .setHtml(content.html())
                .addHeader("Message-ID", letterhead.messageId(confirmation))
                // So that no out-of-office notice comes back, RFC 3834.
                .addHeader("Auto-Submitted", "auto-generated");
        if (letterhead.replyTo() != null) {
            mail.setReplyTo(letterhead.replyTo());
        }
        content.invite()
                .ifPresent(invite ->
                        mail.addAttachment("reservation.ics", invite.text().getBytes(UTF_8), invite.contentType()));
        return mail;
    }
}
