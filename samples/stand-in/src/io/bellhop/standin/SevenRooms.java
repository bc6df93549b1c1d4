package io.bellhop.standin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import wiremock.com.fasterxml.jackson.databind.node.ObjectNode;

/** SevenRooms: tokens, venues, reservations and guests. */
public final class SevenRooms {

    public static final String CLIENT_ID = "stand-in-client";
    public static final String CLIENT_SECRET = "stand-in-client-secret";

    private static final Map<Integer, String> MESSAGES = Map.of(
            400, "Bad Request",
            401, "Unauthorized",
            403, "Forbidden",
            404, "Not Found",
            429, "Too Many Requests");

    private final InstantSource clock;
    private final Seed seed;
    private final Tokens tokens;
    private final Records venues;
    private final Records reservations;
    private final Records clients;
    private final SevenRoomsWebhook webhook = new SevenRoomsWebhook();

    SevenRooms(InstantSource clock, Seed seed) {
        this.clock = clock;
        this.seed = seed;
        tokens = new Tokens(clock);
        venues = new Records(seed.all("sevenrooms/venues"));
        reservations = new Records(seed.all("sevenrooms/reservations"));
        clients = new Records(seed.all("sevenrooms/clients"));
    }

    Map<String, Function<Asked, Answer>> answers() {
        return Map.of(
                "sevenrooms.token", this::token,
                "sevenrooms.auth", this::auth,
                "sevenrooms.venues", proved(venues::page),
                "sevenrooms.reservations", proved(reservations::page),
                "sevenrooms.clients", proved(clients::page),
                "sevenrooms.client", proved(clients::one),
                "sevenrooms.other", proved(asked -> error(404)));
    }

    static Answer error(int status) {
        String message = MESSAGES.getOrDefault(status, "Error");
        return new Answer(status, Answer.object(Map.of("status", status, "msg", message)));
    }

    private Function<Asked, Answer> proved(Function<Asked, Answer> answering) {
        return asked -> tokens.prove(asked.header("Authorization")) ? answering.apply(asked) : error(401);
    }

    private Answer token(Asked asked) {
        if (!"client_credentials".equals(asked.form().get("grant_type"))) {
            return new Answer(400, Answer.object(Map.of("error", "unsupported_grant_type")));
        }
        if (!isClient(asked)) {
            return new Answer(401, Answer.object(Map.of("error", "invalid_client")));
        }
        return Answer.ok(Answer.object(Map.of(
                "access_token",
                tokens.issue(),
                "token_type",
                "Bearer",
                "expires_in",
                tokens.lifetime().toSeconds())));
    }

    private Answer auth(Asked asked) {
        return isClient(asked)
                ? Answer.ok(Answer.object(Map.of("status", 200, "data", Map.of("token", tokens.issue()))))
                : error(401);
    }

    private static boolean isClient(Asked asked) {
        Map<String, String> form = asked.form();
        return CLIENT_ID.equals(form.get("client_id")) && CLIENT_SECRET.equals(form.get("client_secret"));
    }

    /** Those issued from now on. */
    public void tokensLast(Duration duration) {
        tokens.lastFor(duration);
    }

    /** All tokens are bad from now on. */
    public void revokeTokens() {
        tokens.revoke();
    }

    /** Whether {@code updated_since} is honoured; it is unless told otherwise. The real one may ignore what it does not know. */
    public void honoursUpdatedSince(boolean honoured) {
        reservations.honourUpdatedSince(honoured);
        clients.honourUpdatedSince(honoured);
    }

    /** Adds a venue, or replaces the one with its {@code id}. */
    public void putVenue(String json) {
        venues.put(json);
    }

    /** Adds a reservation, or replaces the one with its {@code id}. */
    public void putReservation(String json) {
        reservations.put(json);
    }

    /** Adds a guest, or replaces the one with its {@code id}. */
    public void putClient(String json) {
        clients.put(json);
    }

    public void removeReservation(String id) {
        reservations.remove(id);
    }

    /** Removes all that is there. */
    public void clear() {
        List.of(venues, reservations, clients).forEach(Records::clear);
    }

    /** Where webhooks are sent, and what they are signed with; a gateway in dev mode unless told otherwise. */
    public void sendWebhooksTo(String url, String secret) {
        webhook.sendTo(url, secret);
    }

    /** A new reservation, made now, of a made-up guest. @return its id */
    public String book(Webhook told) {
        Instant now = clock.instant();
        ObjectNode reservation = seed.one("sevenrooms/booking")
                .put("id", "stand-in-" + UUID.randomUUID())
                .put("reference_code", "SI" + Long.toString(now.toEpochMilli(), 36))
                .put("created", Seed.time(now))
                .put("updated", Seed.time(now));
        reservations.put(reservation);
        if (told == Webhook.SENT) {
            webhook.send("created", reservation);
        }
        return reservation.path("id").asText();
    }

    /** Sends the webhook of a reservation as it is now. @param happened {@code created}, {@code updated} or {@code deleted} */
    public Sent send(String happened, String reservationId) {
        return webhook.send(happened, reservations.get(reservationId));
    }
}
