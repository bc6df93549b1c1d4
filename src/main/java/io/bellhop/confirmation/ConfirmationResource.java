package io.bellhop.confirmation;

import io.bellhop.access.Role;
import io.bellhop.api.Page;
import io.bellhop.api.Parameter;
import io.bellhop.api.Problem;
import io.bellhop.api.ProblemException;
import io.bellhop.confirmation.Confirmation.Id;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Looking at e-mails owed to guests, and sending again what did not go. */
@Path("/api/v1/confirmations")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Confirmations", description = "E-mails owed to guests, and sent")
public final class ConfirmationResource {

    private static final Logger LOG = Logger.getLogger(ConfirmationResource.class);

    private static final String ID = "a confirmation's id is cfm_ and 32 hexadecimal digits";
    private static final ProblemException NO_SUCH_CONFIRMATION =
            Problem.notFound("No confirmation has this id").asException();

    private final ConfirmationReader confirmations;
    private final ConfirmationStore store;
    private final MailPreview preview;
    private final Letterhead letterhead;
    private final SecurityIdentity caller;

    ConfirmationResource(
            ConfirmationReader confirmations,
            ConfirmationStore store,
            MailPreview preview,
            Letterhead letterhead,
            SecurityIdentity caller) {
        this.confirmations = confirmations;
        this.store = store;
        this.preview = preview;
        this.letterhead = letterhead;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List confirmations, the newest first", description = "Changes and cancellations among them")
    public Uni<Page<Confirmation>> list(
            @RestQuery String reservation,
            @RestQuery String state,
            @RestQuery String kind,
            @RestQuery String cursor,
            @RestQuery String limit) {
        int size = Page.limit(limit);
        ConfirmationFilter filter = new ConfirmationFilter(
                Parameter.id(reservation),
                Parameter.parse(state, State::parse, "state is owed, sending, sent, failed, skipped or uncertain"),
                Parameter.parse(kind, Kind::parse, "kind is confirmation, change or cancellation"),
                Parameter.parse(cursor, Id::parse, "cursor is the next of the page before"));
        return confirmations.list(filter, size + 1).map(found -> Page.of(found, size, Confirmation::id));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show one confirmation")
    public Uni<Confirmation> get(@RestPath String id) {
        return find(Parameter.parse(id, Id::parse, ID));
    }

    @GET
    @Path("{id}/mail.html")
    @Operation(summary = "The e-mail as it would be sent now, in HTML")
    public Uni<Response> html(@RestPath String id) {
        return find(Parameter.parse(id, Id::parse, ID)).flatMap(preview::html);
    }

    @GET
    @Path("{id}/mail.txt")
    @Operation(summary = "The e-mail as it would be sent now, in plain text")
    public Uni<Response> text(@RestPath String id) {
        return find(Parameter.parse(id, Id::parse, ID)).flatMap(preview::text);
    }

    @GET
    @Path("{id}/invite.ics")
    @Operation(summary = "What would be attached now for the guest's calendar")
    public Uni<Response> invite(@RestPath String id) {
        return find(Parameter.parse(id, Id::parse, ID)).flatMap(preview::invite);
    }

    @POST
    @Path("{id}/send")
    @Operation(
            summary = "Send it again",
            description =
                    "One that failed, was skipped or is uncertain. Of an uncertain one the guest may then have two.")
    public Uni<Response> send(@RestPath String id) {
        if (!letterhead.isSet()) {
            throw Problem.conflict("No e-mail is sent while bellhop.confirmation.from is not set")
                    .asException();
        }
        Id confirmation = Parameter.parse(id, Id::parse, ID);
        return store.sendAgain(confirmation)
                .flatMap(done -> find(confirmation).invoke(found -> requireDone(done, found)))
                .invoke(found -> LOG.infof(
                        "confirmation.send_again confirmation_id=%s kind=%s by=%s",
                        found.id(), found.kind(), caller.getPrincipal().getName()))
                .map(found -> Response.accepted(found).build());
    }

    private static void requireDone(boolean done, Confirmation found) {
        if (!done) {
            throw Problem.conflict("It is " + found.state()
                            + "; only one that failed, was skipped or is uncertain can be sent again")
                    .asException();
        }
    }

    private Uni<Confirmation> find(Id id) {
        return confirmations.find(id).map(found -> found.orElseThrow(() -> NO_SUCH_CONFIRMATION));
    }
}
