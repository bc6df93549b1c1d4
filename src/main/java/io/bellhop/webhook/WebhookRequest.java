package io.bellhop.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The HTTP request as it arrived, before anything in it is believed.
 *
 * @param path the decoded segments after the source's name; empty if there are none
 * @param clientNames whose the caller's TLS certificate is, by its host names and common name; empty if it showed none that is
 *     vouched for, and if the source did not insist on one
 */
public record WebhookRequest(
        String source,
        List<String> path,
        Fields query,
        Fields headers,
        RawBody body,
        Instant receivedAt,
        Set<String> clientNames) {

    /** One whose caller showed no certificate. */
    public WebhookRequest(
            String source, List<String> path, Fields query, Fields headers, RawBody body, Instant receivedAt) {
        this(source, path, query, headers, body, receivedAt, Set.of());
    }

    /** Neither the path nor the query: a token may be in them. */
    @Override
    public String toString() {
        return "WebhookRequest[" + source + ", " + headers + ", " + body + "]";
    }
}
