package io.bellhop.signature;

import io.bellhop.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A secret that is sent along as it is. It proves who sent the request, not what is in it, and who once reads it may send
 * anything: hence HTTPS, and a long random one.
 *
 * @param places where it may be; one place with the right token is enough
 */
public record SharedToken(List<Place> places) implements SignatureScheme {

    /** Where in a request a token may be. */
    public sealed interface Place {

        /** A header, after a prefix such as {@code "Bearer "}, or after nothing. */
        record Header(String name, String prefix) implements Place {}

        /** The first segment of the path after the source's name. */
        record Path() implements Place {}

        /** A query parameter. */
        record Query(String name) implements Place {}

        /** The password of Basic credentials, whatever the user name. */
        record Basic() implements Place {}
    }

    @Override
    public Verdict verify(WebhookRequest request, List<SigningSecret> secrets, Instant now) {
        if (secrets.isEmpty()) {
            return new Verdict.Refused(Verdict.Reason.NO_SECRET);
        }
        List<String> tokens = places.stream()
                .flatMap(place -> sent(place, request))
                .filter(token -> !token.isEmpty())
                .toList();
        if (tokens.isEmpty()) {
            return new Verdict.Refused(Verdict.Reason.MISSING);
        }
        boolean genuine = false;
        for (String token : tokens) {
            for (SigningSecret secret : secrets) {
                genuine |= secret.equalsToken(token);
            }
        }
        return genuine ? new Verdict.Genuine() : new Verdict.Refused(Verdict.Reason.MISMATCH);
    }

    private static Stream<String> sent(Place place, WebhookRequest request) {
        if (place instanceof Place.Header header) {
            return request.headers().all(header.name()).stream()
                    .filter(value -> value.startsWith(header.prefix()))
                    .map(value -> value.substring(header.prefix().length()));
        }
        if (place instanceof Place.Query query) {
            return request.query().all(query.name()).stream();
        }
        if (place instanceof Place.Basic) {
            return request.headers().all("Authorization").stream()
                    .map(SharedToken::password)
                    .filter(Objects::nonNull);
        }
        return request.path().stream().limit(1);
    }

    private static String password(String authorization) {
        if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(authorization.substring(6).strip());
            String credentials = new String(decoded, StandardCharsets.UTF_8);
            return credentials.substring(credentials.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
