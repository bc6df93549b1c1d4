package io.bellhop.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.Scrape;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each request is counted once, whatever came of it: received = stored + duplicate + refused + … */
@QuarkusTest
class WebhookMetricsIT {

    private static final List<String> OF_A_SOURCE = List.of(
            "stored",
            "duplicate",
            "refused",
            "bad_request",
            "rate_limited",
            "too_large",
            "too_slow",
            "shed",
            "not_kept",
            "not_read",
            "aborted",
            "failed");

    @Test
    void whatWasSentIsTheSumOverTheOutcomes() throws IOException {
        Webhook source = Webhook.toNewSource("roomz", "{\"rate-limit\":\"600\"}");
        Scrape before = Scrape.now();
        assertThat(OF_A_SOURCE)
                .allSatisfy(outcome -> assertThat(before.samples())
                        .as("there before its first, so that an increase is seen")
                        .anyMatch(sample -> sample.name().equals("bellhop_webhook_requests_total")
                                && sample.labels().equals(Map.of("source", source.source(), "outcome", outcome))));

        int sent = sendEveryKind(source);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(Scrape.now().sum("bellhop_webhook_requests_total", "source", source.source()))
                                .isEqualTo(sent));
        Scrape after = Scrape.now();
        assertThat(counted(after, source, "stored")).isEqualTo(2);
        assertThat(counted(after, source, "duplicate")).isEqualTo(1);
        assertThat(counted(after, source, "refused")).isEqualTo(3);
        assertThat(counted(after, source, "too_large")).isEqualTo(1);
        assertThat(counted(after, source, "too_slow")).isEqualTo(1);
        assertThat(counted(after, source, "aborted")).isEqualTo(1);
        assertThat(counted(after, source, "failed")).isZero();
        assertThat(after.sum("bellhop_webhook_answer_seconds_count", "source", source.source()))
                .isEqualTo(sent);
        assertThat(after.sum("bellhop_webhook_refused_total", "source", source.source()))
                .isEqualTo(3);
        assertThat(after.sum("bellhop_webhook_refused_total", "source", source.source(), "reason", "missing"))
                .isEqualTo(1);
        assertThat(after.sum("bellhop_webhook_refused_total", "source", source.source(), "reason", "mismatch"))
                .isEqualTo(1);
        assertThat(rise("bellhop_refused_requests_total", before, after)).isEqualTo(3);
        assertThat(rise("bellhop_append_events_total", before, after)).isEqualTo(3);
    }

    /** @return how many */
    private static int sendEveryKind(Webhook source) throws IOException {
        String presence = Webhook.newPresence();
        source.roomz(presence).statusCode(202);
        source.roomz(presence).statusCode(202);
        source.roomz("no JSON " + presence).statusCode(202);
        new Webhook(source.source(), "another-secret")
                .roomz(Webhook.newPresence())
                .statusCode(401);
        source.post(Webhook.json("{}".getBytes(UTF_8))).statusCode(401);
        source.post(Webhook.json("{}".getBytes(UTF_8)).header("Roomz-Signature", "short"))
                .statusCode(401);
        source.roomz(new byte[2 * 1024 * 1024]).statusCode(413);
        String head = "POST /webhooks/" + source.source() + " HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n{";
        try (RawHttp leaver = new RawHttp(RestAssured.port)) {
            leaver.send(head);
        }
        try (RawHttp slow = new RawHttp(RestAssured.port)) {
            assertThat(slow.send(head).readToEnd()).startsWith("HTTP/1.1 408");
        }
        return 9;
    }

    @Test
    void anyNameThatIsNoSourcesIsOneLabel() {
        double before = Scrape.now().sum("bellhop_webhook_requests_total", "source", "none");

        new Webhook("nobody-1", "x").roomz("{}").statusCode(404);
        new Webhook("nobody-2", "x").roomz("{}").statusCode(404);

        Scrape after = Scrape.now();
        assertThat(after.sum("bellhop_webhook_requests_total", "source", "none", "outcome", "unknown_source"))
                .isEqualTo(before + 2);
        assertThat(after.samples().toString()).doesNotContain("nobody-1");
    }

    @Test
    void noMetricHoldsTheTokenOfAPath() {
        Webhook source = Webhook.toNewSource("guestapi");

        source.guestapi("{}".getBytes(UTF_8), "Insert").statusCode(202);
        new Webhook(source.source(), "a-guess")
                .guestapi("{}".getBytes(UTF_8), "Insert")
                .statusCode(401);

        assertThat(Scrape.now().samples().toString()).doesNotContain(source.secret(), "a-guess");
    }

    private static double counted(Scrape scrape, Webhook source, String outcome) {
        return scrape.sum("bellhop_webhook_requests_total", "source", source.source(), "outcome", outcome);
    }

    private static double rise(String name, Scrape before, Scrape after) {
        return after.sum(name) - before.sum(name);
    }
}
