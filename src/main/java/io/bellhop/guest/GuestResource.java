package io.bellhop.guest;

import io.bellhop.access.Role;
import io.bellhop.api.Page;
import io.bellhop.api.Parameter;
import io.bellhop.api.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Reading guests. */
@Path("/api/v1/guests")
@RolesAllowed(Role.ADMIN)
@Tag(name = "Guests", description = "As they are known now, by all that came in")
public final class GuestResource {

    private final GuestReader guests;
    private final PhoneRegion region;

    GuestResource(GuestReader guests, PhoneRegion region) {
        this.guests = guests;
        this.region = region;
    }

    @GET
    @Operation(
            summary = "List guests, the newest first",
            description = "email and phone in whatever spelling, a phone number with its country code, unless"
                    + " bellhop.guest.phone-region is set. Those merged into others are left out.")
    public Uni<Page<Guest>> list(
            @RestQuery String email,
            @RestQuery String phone,
            @RestQuery String source,
            @RestQuery String reference,
            @RestQuery String cursor,
            @RestQuery String limit) {
        int size = Page.limit(limit);
        List<Contact> contacts = new ArrayList<>();
        contact(email, Contact.email(email), "email is an address such as guest@example.com")
                .ifPresent(contacts::add);
        contact(
                        phone,
                        Contact.phone(phone, region.code()),
                        "phone is a number with its country code, such as +15555550142")
                .ifPresent(contacts::add);
        return guests.list(contacts, source, reference, Parameter.cursor(cursor), size + 1)
                .map(found -> Page.of(found, size, Guest::id));
    }

    /** A search for what cannot be found would look like a guest who is not there. */
    private static Optional<Contact> contact(String text, Optional<Contact> contact, String expected) {
        if (text != null && contact.isEmpty()) {
            throw Problem.badRequest(expected).asException();
        }
        return contact;
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show one guest", description = "Also one merged into another, as they were known before.")
    public Uni<Guest> get(@RestPath String id) {
        return guests.find(Parameter.id(id))
                .map(found -> found.orElseThrow(
                        () -> Problem.notFound("No guest has this id").asException()));
    }
}
