package io.bellhop.outbound;

import io.bellhop.provider.ApiAccess.Authentication;
import io.bellhop.provider.ProviderApi;
import io.bellhop.provider.Translator;
import io.bellhop.signature.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A source whose provider's API can be called.
 *
 * @param translator of the source's events
 * @param createdAt no webhook can have come before
 */
public record ApiSource(
        String name,
        ProviderApi api,
        Translator translator,
        Credentials credentials,
        Instant createdAt,
        Instant updatedAt) {

    /** What the provider counts calls by: sources with the same credentials share one. Says nothing of what it is made of. */
    String budget() {
        Authentication authentication = api.access().authentication();
        String identity;
        if (authentication instanceof Authentication.Key key) {
            identity = credentials.reveal(key.credential());
        } else if (authentication instanceof Authentication.Basic basic) {
            identity = credentials.reveal(basic.user());
        } else {
            identity = credentials.reveal(((Authentication.ClientCredentials) authentication).clientId());
        }
        return Sha256.hex((api.access().baseUrl() + '\n' + identity).getBytes(StandardCharsets.UTF_8));
    }
}
