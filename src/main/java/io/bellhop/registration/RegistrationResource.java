package io.bellhop.registration;

import io.bellhop.access.Role;
import io.bellhop.api.Problem;
import io.bellhop.provider.Registrar.TestResult;
import io.bellhop.signature.SigningSecret;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Our webhook at a source's provider. */
@Path("/api/v1/sources/{name}/registration")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Registrations", description = "Our webhooks at the providers: what is wanted, and what is there")
public final class RegistrationResource {

    /** Our own answers are shorter; another's may be a page. */
    private static final int MAX_BODY_CHARACTERS = 1000;

    private static final int MAX_SECRET_CHARACTERS = 1000;

    private final RegistrationLooks looks;
    private final Registrations registrations;
    private final SecretRotation rotation;

    RegistrationResource(RegistrationLooks looks, Registrations registrations, SecretRotation rotation) {
        this.looks = looks;
        this.registrations = registrations;
        this.rotation = rotation;
    }

    /** @param secret null for a random one */
    record NewSecret(String secret) {}

    /** What the provider was answered. @param body its head; null if the provider does not say */
    record TestAnswer(Integer statusCode, String body) {}

    @GET
    @Operation(summary = "Look how our webhook stands at the provider", description = "Changes nothing there.")
    public Uni<RegistrationView> get(@RestPath String name) {
        return looks.show(name);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Register our webhook, or repair it",
            description = "Without a body as it was asked for before; with one, what is left out has its default.")
    public Uni<RestResponse<RegistrationView>> put(@RestPath String name, AskedWebhook asked) {
        return registrations
                .put(name, asked)
                .map(written -> written.created()
                        ? ResponseBuilder.create(Status.CREATED, written.view())
                                .location(URI.create("/api/v1/sources/" + name + "/registration"))
                                .build()
                        : RestResponse.ok(written.view()));
    }

    /** Without a body there is no type of it either, which a method with one would refuse. */
    @PUT
    @Operation(hidden = true)
    public Uni<RestResponse<RegistrationView>> repair(@RestPath String name, @Context HttpHeaders headers) {
        requireNoBody(headers);
        return put(name, null);
    }

    @DELETE
    @Operation(
            summary = "Remove our webhook",
            description = "With forget=true only here, whatever the provider has: when it was removed there by hand.")
    public Uni<Void> remove(@RestPath String name, @RestQuery boolean forget) {
        return forget ? registrations.forget(name) : registrations.remove(name);
    }

    @POST
    @Path("test")
    @Operation(summary = "Have the provider send a test", description = "Answers with what the provider was answered.")
    public Uni<TestAnswer> test(@RestPath String name) {
        return looks.test(name).map(RegistrationResource::answer);
    }

    private static TestAnswer answer(TestResult result) {
        String body = result.body();
        boolean isLong = body != null && body.length() > MAX_BODY_CHARACTERS;
        return new TestAnswer(result.status(), isLong ? body.substring(0, MAX_BODY_CHARACTERS) : body);
    }

    @POST
    @Path("rotate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Replace the secret, here and at the provider",
            description = "The old ones stay valid for a while. Without a body the new one is random; nobody sees it.")
    public Uni<RegistrationView> rotate(@RestPath String name, NewSecret wanted) {
        return rotation.rotate(name, secret(wanted));
    }

    @POST
    @Path("rotate")
    @Operation(hidden = true)
    public Uni<RegistrationView> rotate(@RestPath String name, @Context HttpHeaders headers) {
        requireNoBody(headers);
        return rotation.rotate(name, SigningSecret.random());
    }

    /** What is not said to be JSON must not be passed over: something else would be done than was asked for. */
    private static void requireNoBody(HttpHeaders headers) {
        String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length != null && !length.equals("0") || headers.getHeaderString("Transfer-Encoding") != null) {
            throw Problem.of(415, "unsupported-media-type", "The body is not JSON", "Send it as application/json")
                    .asException();
        }
    }

    private static SigningSecret secret(NewSecret wanted) {
        if (wanted == null || wanted.secret() == null) {
            return SigningSecret.random();
        }
        if (wanted.secret().strip().length() < 24 || wanted.secret().length() > MAX_SECRET_CHARACTERS) {
            throw Problem.badRequest("secret has 24 characters at least, and " + MAX_SECRET_CHARACTERS + " at most")
                    .asException();
        }
        return new SigningSecret(wanted.secret());
    }
}
