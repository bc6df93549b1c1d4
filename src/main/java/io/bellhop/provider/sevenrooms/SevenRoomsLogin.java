package io.bellhop.provider.sevenrooms;

import com.fasterxml.jackson.core.JsonPointer;
import io.bellhop.provider.ApiAccess;
import io.bellhop.provider.ApiAccess.Authentication.ClientCredentials;
import io.bellhop.provider.SourceSettings;
import java.util.Optional;
import java.util.Set;

/**
 * How we get a token and show it: as the product's partners describe it, or as public clients do. Each part of a style can be
 * set by itself, since SevenRooms' own word on it is not public.
 *
 * @param tokenUrl empty if it is at its usual place below the API
 * @param tokenField a JSON pointer; null for wherever tokens are
 * @param clientIdHeader null if none is sent
 */
record SevenRoomsLogin(
        Style style, Optional<String> tokenUrl, String tokenField, String prefix, String clientIdHeader) {

    static final String CLIENT_ID = "client-id";
    static final String CLIENT_SECRET = "client-secret";

    static final Set<String> SETTINGS = Set.of(
            "auth-style",
            "token-url",
            "token-field",
            "authorization-prefix",
            "send-client-id-header",
            "client-id-header");

    /** The styles there are. */
    enum Style {
        OAUTH2("/oauth/token", null, "Bearer "),
        LEGACY_AUTH("/auth", "/data/token", "");

        private final String tokenPath;
        private final String tokenField;
        private final String prefix;

        Style(String tokenPath, String tokenField, String prefix) {
            this.tokenPath = tokenPath;
            this.tokenField = tokenField;
            this.prefix = prefix;
        }
    }

    static SevenRoomsLogin of(SourceSettings settings) {
        Style style = settings.oneOf("auth-style", Style.class, Style.OAUTH2);
        String header = settings.header("client-id-header", "X-Client-Id");
        return new SevenRoomsLogin(
                style,
                settings.url("token-url"),
                settings.text("token-field").map(SevenRoomsLogin::pointer).orElse(style.tokenField),
                settings.text("authorization-prefix")
                        .map(SevenRoomsLogin::prefix)
                        .orElse(style.prefix),
                settings.flag("send-client-id-header", style == Style.OAUTH2) ? header : null);
    }

    ApiAccess at(String baseUrl, int callsPerMinute) {
        ClientCredentials credentials = new ClientCredentials(
                tokenUrl.orElse(baseUrl + style.tokenPath),
                CLIENT_ID,
                CLIENT_SECRET,
                tokenField,
                style == Style.OAUTH2,
                prefix,
                clientIdHeader);
        return new ApiAccess(baseUrl, credentials, callsPerMinute);
    }

    private static String pointer(String text) {
        try {
            if (!text.isBlank()) {
                return JsonPointer.compile(text.strip()).toString();
            }
        } catch (IllegalArgumentException e) {
            // told below, with the setting's name
        }
        throw new IllegalArgumentException(
                "setting token-field is \"" + text + "\", but takes a JSON pointer such as /access_token");
    }

    /** As it is written: the blank at the end of {@code Bearer } is a part of it. */
    private static String prefix(String text) {
        if (!text.matches("[ -~]*")) {
            throw new IllegalArgumentException(
                    "setting authorization-prefix takes what a header may hold, as \"Bearer \"");
        }
        return text;
    }
}
