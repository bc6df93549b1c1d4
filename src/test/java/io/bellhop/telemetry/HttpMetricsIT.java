package io.bellhop.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.Api;
import io.bellhop.Scrape;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What anybody may put into a path becomes no label. */
@QuarkusTest
class HttpMetricsIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/events/stray-1",
                "/api/v1/sources/stray-2",
                "/api/v1/stray-3",
                "/stray-4",
                "/api/v1/subscriptions/stray-5/stray-6"
            })
    void thePathOfARequestThatIsRefusedIsNoLabel(String path) {
        Api.asAdmin().get(path);
        Api.asAdmin().contentType("application/json").body("{").put(path);
        Api.asAdmin().post(path);

        assertThat(Scrape.now().samples())
                .filteredOn(sample -> sample.name().startsWith("http_server_requests"))
                .allSatisfy(sample -> assertThat(sample.labels().toString()).doesNotContain("stray"));
    }

    @Test
    void thoseThatAreAnsweredAreKnownByTheirRoute() {
        Api.asAdmin().get("/api/v1/events?limit=1");

        assertThat(Scrape.now().sum("http_server_requests_seconds_count", "uri", "/api/v1/events"))
                .isPositive();
    }
}
