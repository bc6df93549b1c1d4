package io.bellhop.provider.guestapi;

import io.bellhop.provider.SourceSettings;
import io.bellhop.signature.SharedToken.Place;
import io.bellhop.signature.SigningSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where in an address the token is that proves a request: wherever the vendor's client can put it, unless {@code token-in}
 * says less, a list of path, query, basic.
 */
record TokenAddress(List<Place> places) {

    static final String TOKEN_IN = "token-in";
    static final String TOKEN_PARAMETER = "token-parameter";

    /** As it is in an address, and no way up in one. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._~-]*");

    static TokenAddress of(SourceSettings settings) {
        List<Place> places = new ArrayList<>();
        for (String place : settings.text(TOKEN_IN, "path,query,basic").split(",")) {
            places.add(
                    switch (place.strip()) {
                        case "path" -> new Place.Path();
                        case "query" -> new Place.Query(settings.text(TOKEN_PARAMETER, "token"));
                        case "basic" -> new Place.Basic();
                        default ->
                            throw new IllegalArgumentException("setting " + TOKEN_IN
                                    + " takes a list of path, query, basic; not \"" + place + "\"");
                    });
        }
        return new TokenAddress(List.copyOf(places));
    }

    /** @throws IllegalArgumentException if it cannot stand in an address */
    static void check(SigningSecret token) {
        if (!TOKEN.matcher(token.reveal()).matches()) {
            throw new IllegalArgumentException(
                    "secrets: one cannot stand in an address; it takes letters, digits, - . _ ~ and begins with no dot");
        }
    }

    /**
     * The address with a token in it, in the first of the places, and the subscription's type, which requests do not name.
     *
     * @throws IllegalArgumentException if the first place is none of an address's: user and password in one are shown and
     *     logged by too many
     */
    String with(String url, SigningSecret token, String type) {
        String value = token.reveal();
        if (places.get(0) instanceof Place.Path) {
            return url + "/" + value + "/" + type;
        }
        if (places.get(0) instanceof Place.Query query) {
            return url + "/" + type + "?" + query.name() + "=" + value;
        }
        throw new IllegalArgumentException("setting " + TOKEN_IN + " begins with path or query, to be registered");
    }
}
