package io.bellhop.blackbox;

import io.bellhop.Api;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** What the gateway does with events, seen from outside. */
final class Events {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private Events() {}

    static void awaitProcessed(String source) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Api.asAdmin()
                        .queryParam("source", source)
                        .queryParam("state", "pending")
                        .get("/api/v1/events")
                        .<List<?>>path("items")
                        .isEmpty());
    }
}
