package io.bellhop.provider;

/**
 * Where a provider's API is and how we show who we are.
 *
 * @param baseUrl as in {@code https://api.example.com/v1}
 * @param callsPerMinute as many as the provider takes with one credential
 */
public record ApiAccess(String baseUrl, Authentication authentication, int callsPerMinute) {

    /** How we show who we are. The values themselves are a source's credentials, by these names. */
    public sealed interface Authentication {

        /** A credential that is sent as it is, in a header. */
        record Key(String header, String credential) implements Authentication {}

        /** A user and a password, in the header that HTTP has for them. */
        record Basic(String user, String password) implements Authentication {}

        /**
         * A token by the client credentials grant.
         *
         * @param tokenField where the token is in the answer, a JSON pointer; null for {@code /access_token}, else
         *     {@code /data/token}
         * @param sendGrantType whether the form names the grant, as OAuth2 has it
         * @param prefix before the token in {@code Authorization}, as in {@code Bearer }; may be empty
         * @param clientIdHeader that is sent with each call; null for none
         * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749, 4.4</a>
         */
        record ClientCredentials(
                String tokenUrl,
                String clientId,
                String clientSecret,
                String tokenField,
                boolean sendGrantType,
                String prefix,
                String clientIdHeader)
                implements Authentication {}
    }
}
