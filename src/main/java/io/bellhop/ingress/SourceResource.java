package io.bellhop.ingress;

import io.bellhop.access.Role;
import io.bellhop.api.Page;
import io.bellhop.api.Problem;
import io.bellhop.outbound.Credentials;
import io.bellhop.outbound.SourceCredentials;
import io.bellhop.signature.SigningSecret;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** The sources, without their secrets, which can be set but never read. */
@Path("/api/v1/sources")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Sources", description = "Inbound connections: a provider's account, its settings and its secrets")
public final class SourceResource {

    private final SourceChanges changes;
    private final SourceSecrets secrets;
    private final SourceCredentials credentials;

    SourceResource(SourceChanges changes, SourceSecrets secrets, SourceCredentials credentials) {
        this.changes = changes;
        this.secrets = secrets;
        this.credentials = credentials;
    }

    /** A source as it is shown. @param credentials their names alone */
    record View(
            String name,
            String provider,
            boolean active,
            boolean configured,
            Map<String, String> settings,
            int secretCount,
            Set<String> credentials,
            Instant createdAt,
            Instant updatedAt) {}

    /** A source as it is asked for. @param active true if left out */
    record Wanted(String provider, Map<String, String> settings, Boolean active) {}

    /** What is shown to the provider's API, by name. */
    record WantedCredentials(Map<String, String> credentials) {}

    /** The secrets that are to be valid, the newest first. */
    record Secrets(List<String> secrets) {}

    /** One more secret that is to be valid. */
    record Secret(String secret) {}

    @GET
    @WithSession
    @Operation(summary = "List the sources")
    public Uni<Page<View>> list() {
        return Source.<Source>listAll(Sort.by("name"))
                .map(found -> new Page<>(found.stream().map(this::view).toList(), null));
    }

    @GET
    @Path("{name}")
    @WithSession
    @Operation(summary = "Show one source")
    public Uni<View> get(@RestPath String name) {
        return Source.<Source>findById(name)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.notFound("No source has this name").asException())
                .map(this::view);
    }

    @PUT
    @Path("{name}")
    @Operation(
            summary = "Make a source, or change it",
            description = "Its secrets stay. One that the configuration names is written anew at the next start.")
    public Uni<View> put(@RestPath String name, Wanted wanted) {
        if (wanted == null || wanted.provider() == null) {
            throw Problem.badRequest("provider is missing").asException();
        }
        Map<String, String> settings = wanted.settings() == null ? Map.of() : wanted.settings();
        if (settings.values().stream().anyMatch(Objects::isNull)) {
            throw Problem.badRequest("a setting is null; leave it out instead").asException();
        }
        return changes.put(name, wanted.provider(), settings, wanted.active() == null || wanted.active())
                .map(this::view);
    }

    @DELETE
    @Path("{name}")
    @Operation(summary = "Remove a source", description = "Its events stay; its webhooks are answered 404 from now on.")
    public Uni<Void> remove(@RestPath String name) {
        return changes.remove(name);
    }

    @PUT
    @Path("{name}/secrets")
    @Operation(summary = "Replace all secrets", description = "The newest first; all of them are valid.")
    public Uni<View> replaceSecrets(@RestPath String name, Secrets wanted) {
        List<SigningSecret> replacement = secrets(wanted == null ? null : wanted.secrets());
        return changes.changeSecrets(name, present -> replacement).map(this::view);
    }

    @POST
    @Path("{name}/secrets")
    @ResponseStatus(201)
    @Operation(summary = "Add a secret", description = "It becomes the newest; those before stay valid.")
    public Uni<View> addSecret(@RestPath String name, Secret wanted) {
        List<SigningSecret> added =
                secrets(wanted == null || wanted.secret() == null ? null : List.of(wanted.secret()));
        return changes.addSecret(name, added.get(0)).map(this::view);
    }

    @PUT
    @Path("{name}/credentials")
    @Operation(
            summary = "Replace the credentials",
            description =
                    "What is shown to the provider's API, all of it at once, as client-id and client-secret, api-key, or username and password.")
    public Uni<View> replaceCredentials(@RestPath String name, WantedCredentials wanted) {
        if (wanted == null || wanted.credentials() == null) {
            throw Problem.badRequest("credentials is missing").asException();
        }
        try {
            return changes.replaceCredentials(name, new Credentials(wanted.credentials()))
                    .map(this::view);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(e.getMessage()).asException();
        }
    }

    @DELETE
    @Path("{name}/credentials")
    @Operation(summary = "Take the credentials away", description = "The provider's API is not called any more.")
    public Uni<View> removeCredentials(@RestPath String name) {
        return changes.replaceCredentials(name, null).map(this::view);
    }

    private static List<SigningSecret> secrets(List<String> wanted) {
        if (wanted == null || wanted.stream().anyMatch(Objects::isNull)) {
            throw Problem.badRequest("the secret is missing").asException();
        }
        try {
            return SourceSecrets.bounded(wanted.stream().map(SigningSecret::new).toList());
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(e.getMessage()).asException();
        }
    }

    private View view(Source source) {
        return new View(
                source.name,
                source.provider,
                source.active,
                source.configured,
                source.settings,
                secrets.open(source.name, source.secrets).size(),
                source.credentials == null
                        ? Set.of()
                        : credentials.open(source.name, source.credentials).names(),
                source.createdAt,
                source.updatedAt);
    }
}
