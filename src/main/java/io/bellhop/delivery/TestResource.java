package io.bellhop.delivery;

import io.bellhop.access.Role;
import io.bellhop.api.Parameter;
import io.bellhop.api.Problem;
import io.bellhop.subscription.SubscriptionId;
import io.bellhop.subscription.Subscriptions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Trying out a subscription. */
@Path("/api/v1/subscriptions/{id}/test")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Subscriptions")
public final class TestResource {

    private final Subscriptions subscriptions;
    private final TestCall call;

    TestResource(Subscriptions subscriptions, TestCall call) {
        this.subscriptions = subscriptions;
        this.call = call;
    }

    @POST
    @Operation(
            summary = "Send a test event to the callback",
            description =
                    "Signed as any other, of type subscription.test, whether or not the subscription is active. The"
                            + " answer says what the receiver answered, or why it did not.")
    public Uni<TestCall.Answer> test(@RestPath String id) {
        return subscriptions
                .read(Parameter.parse(
                        id, SubscriptionId::parse, "a subscription's id is sub_ and 32 hexadecimal digits"))
                .map(found -> found.orElseThrow(
                        () -> Problem.notFound("No subscription has this id").asException()))
                .flatMap(call::make);
    }
}
