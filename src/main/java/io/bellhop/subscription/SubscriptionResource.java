package io.bellhop.subscription;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.access.Role;
import io.bellhop.api.Page;
import io.bellhop.api.Parameter;
import io.bellhop.api.Problem;
import io.bellhop.signature.SigningSecret;
import io.bellhop.signature.SubscriptionSecrets;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** The subscriptions, without their secrets, which are shown once. */
@Path("/api/v1/subscriptions")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Subscriptions", description = "Who gets which events where")
public final class SubscriptionResource {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final SubscriptionReader reader;
    private final SubscriptionChanges changes;
    private final SubscriptionSeal seal;
    private final SubscriptionConfig config;
    private final InstantSource clock;

    SubscriptionResource(
            SubscriptionReader reader,
            SubscriptionChanges changes,
            SubscriptionSeal seal,
            SubscriptionConfig config,
            InstantSource clock) {
        this.reader = reader;
        this.changes = changes;
        this.seal = seal;
        this.config = config;
        this.clock = clock;
    }

    /** For the description of the API. @param secret random if it is left out */
    record NewSecret(String secret) {}

    @GET
    @Operation(summary = "List the subscriptions, the newest first")
    public Uni<Page<SubscriptionView>> list(
            @RestQuery String name, @RestQuery String active, @RestQuery String cursor, @RestQuery String limit) {
        int size = Page.limit(limit);
        SubscriptionFilter filter = new SubscriptionFilter(
                name,
                Parameter.parse(active, Parameter::flag, "active is true or false"),
                Parameter.parse(cursor, SubscriptionId::parse, "cursor is the next of the page before"));
        return reader.list(filter, size + 1)
                .map(found -> Page.of(found.stream().map(this::view).toList(), size, SubscriptionView::id));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show one subscription")
    public Uni<SubscriptionView> get(@RestPath String id) {
        return find(id(id), null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Make a subscription",
            description = "The answer has its secret, which is not shown again; random if none is given.")
    public Uni<RestResponse<SubscriptionView>> make(
            @RequestBody(content = @Content(schema = @Schema(implementation = AskedSubscription.class)))
                    ObjectNode body) {
        Asked.requireFields(body, Wanted.FIELDS);
        SigningSecret secret = Wanted.secret(body);
        return changes.make(Wanted.of(body), secret)
                .map(made -> ResponseBuilder.create(Status.CREATED, view(Standing.fresh(made), secret))
                        .location(URI.create("/api/v1/subscriptions/" + made.id()))
                        .build());
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, MERGE_PATCH})
    @Operation(
            summary = "Change a subscription in part",
            description =
                    "A JSON merge patch: what is left out stays, and null takes a field, a header or a parameter away.")
    public Uni<SubscriptionView> change(
            @RestPath String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = AskedSubscription.class)))
                    ObjectNode patch) {
        return change(id, patch, present -> MergePatch.apply(patch, present));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Replace all of a subscription but its secret",
            description = "What is left out has its default.")
    public Uni<SubscriptionView> replace(
            @RestPath String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = AskedSubscription.class)))
                    ObjectNode body) {
        return change(id, body, present -> body);
    }

    private Uni<SubscriptionView> change(String text, ObjectNode body, UnaryOperator<ObjectNode> change) {
        SubscriptionId id = id(text);
        Asked.requireFields(body, Wanted.FIELDS);
        if (body.has(Wanted.SECRET)) {
            throw Asked.problem(Wanted.SECRET, "is changed by POST /api/v1/subscriptions/{id}/rotate");
        }
        return changes.change(id, change).chain(() -> find(id, null));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Remove a subscription", description = "What was delivered stays on record.")
    public Uni<Void> remove(@RestPath String id) {
        return changes.remove(id(id));
    }

    @POST
    @Path("{id}/rotate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Give a subscription a new secret",
            description =
                    "The answer has it, and does not show it again; without a body it is random. The old ones stay valid "
                            + "for a while: deliveries are signed with each.")
    public Uni<SubscriptionView> rotate(
            @RestPath String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = NewSecret.class))) ObjectNode body) {
        if (body == null) {
            return rotate(id(id), SubscriptionSecrets.random());
        }
        Asked.requireFields(body, Set.of(Wanted.SECRET));
        return rotate(id(id), Wanted.secret(body));
    }

    /** Without a body there is no type of it either, which a method with one would refuse. */
    @POST
    @Path("{id}/rotate")
    @Operation(hidden = true)
    public Uni<SubscriptionView> rotate(@RestPath String id, @Context HttpHeaders headers) {
        String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length != null && !length.equals("0") || headers.getHeaderString("Transfer-Encoding") != null) {
            throw Problem.of(415, "unsupported-media-type", "The body is not JSON", "Send it as application/json")
                    .asException();
        }
        return rotate(id(id), SubscriptionSecrets.random());
    }

    private Uni<SubscriptionView> rotate(SubscriptionId id, SigningSecret secret) {
        return changes.rotate(id, secret, config.secretGrace()).chain(() -> find(id, secret));
    }

    private static SubscriptionId id(String text) {
        return Parameter.parse(text, SubscriptionId::parse, "a subscription's id is sub_ and 32 hexadecimal digits");
    }

    private Uni<SubscriptionView> find(SubscriptionId id, SigningSecret secret) {
        return reader.find(id).map(found -> view(found.orElseThrow(SubscriptionStore::noSuchSubscription), secret));
    }

    private SubscriptionView view(Standing standing) {
        return view(standing, null);
    }

    private SubscriptionView view(Standing standing, SigningSecret secret) {
        SubscriptionView.Opened opened = SubscriptionView.Opened.of(standing.subscription(), seal, clock.instant());
        return SubscriptionView.of(standing, opened, secret);
    }
}
