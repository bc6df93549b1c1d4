package io.bellhop.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.Api;
import io.bellhop.Scrape;
import io.bellhop.Scrape.Sample;
import io.bellhop.k8s.Expressions.Expression;
import io.bellhop.k8s.Selectors.Selector;
import io.bellhop.standin.Channex;
import io.bellhop.standin.SevenRooms;
import io.bellhop.standin.StandIn;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the dashboard and the alerts ask for is there: each metric, each label, each value of a label. */
@QuarkusTest
@TestProfile(Monitored.class)
class MonitoringIT {

    private static final String GUESTS = "monitored-sevenrooms";
    private static final String BOOKINGS = "monitored-channex";

    /** Prometheus, or Kubernetes, adds them. */
    private static final Set<String> OF_THE_TARGET = Set.of("namespace", "job", "instance", "pod");

    private static final Set<String> OF_PROMETHEUS = Set.of("up");

    private StandIn standIn;

    @BeforeEach
    void connect() throws Exception {
        standIn = StandIn.start(0);
        source(
                GUESTS,
                "sevenrooms",
                standIn.url().toString(),
                Map.of("client-id", SevenRooms.CLIENT_ID, "client-secret", SevenRooms.CLIENT_SECRET));
        source(BOOKINGS, "channex", standIn.channexUrl().toString(), Map.of("api-key", Channex.API_KEY));
        Api.asAdmin()
                .contentType("application/json")
                .body(Map.of("callback_url", RestAssured.baseURI + ":" + RestAssured.port + "/webhooks/" + BOOKINGS))
                .put("/api/v1/sources/" + BOOKINGS + "/registration")
                .then()
                .statusCode(201);
    }

    private static void source(String name, String provider, String url, Map<String, String> credentials) {
        Api.putSource(
                name,
                "{\"provider\":\"" + provider + "\",\"settings\":{\"base-url\":\"" + url
                        + "\",\"rate-per-minute\":\"60000\"}}",
                "secret-of-" + provider);
        Api.asAdmin()
                .contentType("application/json")
                .body(Map.of("credentials", credentials))
                .put("/api/v1/sources/" + name + "/credentials")
                .then()
                .statusCode(200);
    }

    @AfterEach
    void disconnect() throws Exception {
        Api.asAdmin().delete("/api/v1/sources/" + BOOKINGS + "/registration?forget=true");
        Api.asAdmin().delete("/api/v1/sources/" + BOOKINGS + "/credentials");
        Api.asAdmin().delete("/api/v1/sources/" + GUESTS + "/credentials");
        standIn.close();
    }

    @Test
    void eachMetricLabelAndValueThatIsAskedForIsExposed() {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(missing(Scrape.now())).isEmpty());
    }

    @Test
    void aCertificateThatIsShownExpiresWhenItSays() {
        Scrape scrape = Scrape.now();

        assertThat(scrape.sum("bellhop_certificate_expiry_timestamp_seconds", "configuration", "shown"))
                .isBetween(epochSecondIn(Duration.ofDays(9)), epochSecondIn(Duration.ofDays(10)));
        assertThat(scrape.sum("bellhop_role_info")).isEqualTo(2);
        assertThat(scrape.sum("bellhop_build_info")).isEqualTo(1);
    }

    private static double epochSecondIn(Duration time) {
        return Instant.now().plus(time).getEpochSecond();
    }

    /** What is asked for and not there, with where. */
    private static List<String> missing(Scrape scrape) {
        Map<String, List<Sample>> byName = scrape.samples().stream().collect(Collectors.groupingBy(Sample::name));
        List<String> missing = new ArrayList<>();
        for (Expression expression : Expressions.all()) {
            Selectors asked = Selectors.of(expression.text());
            asked.selectors().stream()
                    .filter(selector -> !OF_PROMETHEUS.contains(selector.metric()))
                    .forEach(selector -> missing(selector, byName.getOrDefault(selector.metric(), List.of()))
                            .forEach(what -> missing.add(expression.where() + ": " + what)));
            asked.grouping().stream()
                    .filter(label -> !OF_THE_TARGET.contains(label))
                    .filter(label -> asked.selectors().stream()
                            .flatMap(selector -> byName.getOrDefault(selector.metric(), List.of()).stream())
                            .noneMatch(sample -> sample.labels().containsKey(label)))
                    .forEach(label -> missing.add(expression.where() + ": by " + label));
        }
        return missing;
    }

    private static List<String> missing(Selector selector, List<Sample> samples) {
        if (samples.isEmpty()) {
            return List.of(selector.metric());
        }
        List<String> missing = new ArrayList<>();
        selector.values().forEach((label, values) -> {
            if (OF_THE_TARGET.contains(label)) {
                return;
            }
            Set<String> there = samples.stream()
                    .filter(sample -> sample.labels().containsKey(label))
                    .map(sample -> sample.labels().get(label))
                    .collect(Collectors.toSet());
            if (there.isEmpty()) {
                missing.add(selector.metric() + " has no label " + label);
            }
            values.stream()
                    .filter(value -> !there.contains(value))
                    .forEach(value -> missing.add(selector.metric() + " has no " + label + "=" + value));
        });
        return missing;
    }
}
