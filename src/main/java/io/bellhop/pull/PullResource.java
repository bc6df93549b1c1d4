package io.bellhop.pull;

import io.bellhop.access.Role;
import io.bellhop.api.Page;
import io.bellhop.api.Parameter;
import io.bellhop.api.Problem;
import io.bellhop.database.Conditions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What was pulled, what is to be, and a pull now. */
@Path("/api/v1/pulls")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Pulls", description = "What webhooks left out; missed says how many should have come")
public final class PullResource {

    private final PullReader reader;
    private final PullRequests requests;

    PullResource(PullReader reader, PullRequests requests) {
        this.reader = reader;
        this.requests = requests;
    }

    /** A pull as it is asked for. @param venue the provider's id; null for all */
    record Wanted(String source, String feed, String venue) {}

    /** What is pulled now. */
    record Accepted(List<Wanted> items) {}

    @GET
    @Operation(summary = "List pulls, the newest first")
    public Uni<Page<PullReport>> list(
            @RestQuery String source,
            @RestQuery String feed,
            @RestQuery String outcome,
            @RestQuery String cursor,
            @RestQuery String limit) {
        int size = Page.limit(limit);
        PullId before = Parameter.parse(cursor, PullId::parse, "cursor is the next of the page before");
        Conditions where = new Conditions();
        where.add("source = ", source);
        where.add("feed = ", feed);
        where.add("outcome = ", outcome);
        where.add("id < ", before == null ? null : before.value());
        return reader.reports(where, size + 1).map(found -> Page.of(found, size, PullReport::id));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show one pull")
    public Uni<PullReport> get(@RestPath String id) {
        Conditions where = new Conditions();
        where.add(
                "id = ",
                Parameter.parse(id, PullId::parse, "a pull's id is pul_ and 32 hexadecimal digits")
                        .value());
        return reader.reports(where, 1)
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(() -> Problem.notFound("No pull has this id; it may have passed its retention")
                                .asException()));
    }

    @GET
    @Path("schedule")
    @Operation(summary = "What is to be pulled, the next 500")
    public Uni<Page<ScheduledPull>> schedule() {
        return reader.schedule().map(found -> new Page<>(found, null));
    }

    @POST
    @ResponseStatus(202)
    @Operation(summary = "Pull one feed of a source now", description = "All of it, or one venue's part.")
    public Uni<Accepted> pull(Wanted wanted) {
        if (wanted == null || wanted.source() == null || wanted.feed() == null) {
            throw Problem.badRequest("source or feed is missing").asException();
        }
        return requests.now(wanted.source(), wanted.feed(), wanted.venue()).map(Accepted::new);
    }
}
