package io.bellhop.signature;

import io.bellhop.webhook.WebhookRequest;
import java.time.Instant;
import java.util.List;

/** How a source's requests are proved. Immutable, and fast enough for an event loop. */
@FunctionalInterface
public interface SignatureScheme {

    /**
     * Checks the request against every secret in turn; several are valid while one is being replaced.
     *
     * @return never fails: what is wrong with the request is the verdict
     */
    Verdict verify(WebhookRequest request, List<SigningSecret> secrets, Instant now);
}
