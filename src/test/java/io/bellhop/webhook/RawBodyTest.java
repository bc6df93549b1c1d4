package io.bellhop.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RawBodyTest {

    private final RawBody body = new RawBody("[secret]".getBytes(StandardCharsets.UTF_8));

    @Test
    void aSliceRunsFromItsStartToBeforeItsEnd() {
        RawBody slice = body.slice(1, 7);

        assertThat(slice.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("secret");
        assertThat(slice.sizeBytes()).isEqualTo(6);
    }

    @Test
    void theSliceOfAllOfItIsItself() {
        assertThat(body.slice(0, 8)).isSameAs(body);
    }

    @Test
    void anEmptySliceHasNoBytes() {
        assertThat(body.slice(3, 3).sizeBytes()).isZero();
    }

    @Test
    void printsItsSizeAlone() {
        assertThat(body).hasToString("RawBody[8 bytes]");
    }

    @Test
    void aRequestPrintsNeitherItsPathNorItsQuery() {
        WebhookRequest request = RequestBuilder.with("{\"a\":\"in-body\"}")
                .path("in-path")
                .query("token", "in-query")
                .header("Authorization", "in-header")
                .build();

        assertThat(request.toString())
                .contains("main", "Authorization", "15 bytes")
                .doesNotContain("in-body", "in-path", "in-query", "in-header");
    }
}
