package io.bellhop.confirmation;

import io.bellhop.api.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Shows e-mails as they would be sent now. */
@Singleton
final class MailPreview {

    /** A page of its own: nothing from elsewhere, no scripts, no forms. */
    private static final String CONTENT_SECURITY_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private final BookingReader bookings;
    private final MailComposer composer;

    MailPreview(BookingReader bookings, MailComposer composer) {
        this.bookings = bookings;
        this.composer = composer;
    }

    Uni<Response> html(Confirmation confirmation) {
        return compose(confirmation)
                .map(mail -> answer(mail.html(), "text/html; charset=UTF-8")
                        .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                        .build());
    }

    Uni<Response> text(Confirmation confirmation) {
        return compose(confirmation)
                .map(mail -> answer(mail.text(), "text/plain; charset=UTF-8").build());
    }

    Uni<Response> invite(Confirmation confirmation) {
        return compose(confirmation)
                .map(mail -> mail.invite()
                        .orElseThrow(() -> Problem.notFound("When the guest comes is not known, so nothing is attached")
                                .asException()))
                .map(invite -> answer(invite.text(), invite.contentType())
                        .header("Content-Disposition", "attachment; filename=\"invite.ics\"")
                        .build());
    }

    private Uni<ConfirmationMail> compose(Confirmation confirmation) {
        return bookings.read(List.of(confirmation.id().value()))
                .map(found -> Optional.ofNullable(found.get(confirmation.id().value()))
                        .orElseThrow(() ->
                                Problem.notFound("Its reservation is gone").asException()))
                .flatMap(booking -> composer.compose(confirmation.kind(), booking));
    }

    /** No cache keeps what is somebody's. */
    private static Response.ResponseBuilder answer(String body, String contentType) {
        return Response.ok(body, contentType)
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store");
    }
}
