package io.bellhop.ingress;

import io.bellhop.provider.SourceSettings;
import io.bellhop.webhook.WebhookRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a source lets in at all, and how often, whatever its provider's rules are.
 *
 * @param client a host name or common name that has to be in the caller's TLS certificate, in lower case
 */
record Admission(RequestLimit limit, Optional<String> client) {

    private static final String RATE_LIMIT = "rate-limit";
    private static final String CLIENT_CERTIFICATE = "client-certificate";

    static final Set<String> SETTINGS = Set.of(RATE_LIMIT, CLIENT_CERTIFICATE);

    static Admission of(SourceSettings settings) {
        Optional<String> client =
                settings.text(CLIENT_CERTIFICATE).map(name -> name.strip().toLowerCase(Locale.ROOT));
        if (client.filter(String::isEmpty).isPresent()) {
            throw new IllegalArgumentException(
                    "setting client-certificate is empty, but takes the host name or common name"
                            + " in the caller's certificate");
        }
        return new Admission(RequestLimit.of(settings.text(RATE_LIMIT)), client);
    }

    /** Whether it matters who shows which certificate. */
    boolean asksForCertificate() {
        return client.isPresent();
    }

    boolean admits(WebhookRequest request) {
        return client.isEmpty() || request.clientNames().contains(client.get());
    }
}
