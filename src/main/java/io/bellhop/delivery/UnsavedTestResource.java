package io.bellhop.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.access.Role;
import io.bellhop.subscription.Subscriptions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Trying out a subscription before there is one. */
@Path("/api/v1/subscriptions/test")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Subscriptions")
public final class UnsavedTestResource {

    private final Subscriptions subscriptions;
    private final TestCall call;

    UnsavedTestResource(Subscriptions subscriptions, TestCall call) {
        this.subscriptions = subscriptions;
        this.call = call;
    }

    @POST
    @Operation(
            summary = "Send a test event to the callback of a subscription that is not saved",
            description = "Takes what making one takes. Without a secret, it is signed with one that nobody knows.")
    public Uni<TestCall.Answer> test(ObjectNode subscription) {
        return subscriptions.unsaved(subscription).flatMap(call::make);
    }
}
