package io.bellhop.webhook;

import java.time.Instant;
import java.util.List;

/**
 * The HTTP request as it arrived, before anything in it is believed.
 *
 * @param path the decoded segments after the source's name; empty if there are none
 */
public record WebhookRequest(
        String source, List<String> path, Fields query, Fields headers, RawBody body, Instant receivedAt) {

    /** Neither the path nor the query: a token may be in them. */
    @Override
    public String toString() {
        return "WebhookRequest[" + source + ", " + headers + ", " + body + "]";
    }
}
