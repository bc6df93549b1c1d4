package io.bellhop.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.k8s.Selectors.Selector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelectorsTest {

    @Test
    void findsMetricsWithTheirLabelsAndNoFunctions() {
        Selectors found = Selectors.of("""
                histogram_quantile(0.99, sum by (namespace, le) (
                  rate(webhook_bucket{outcome=~"stored|duplicate", job=~"$job"}[5m]))) > 0.25 and time() - up > 1e3
                """);

        assertThat(found.selectors())
                .containsExactly(
                        new Selector(
                                "webhook_bucket", Map.of("outcome", List.of("stored", "duplicate"), "job", List.of())),
                        new Selector("up", Map.of()));
        assertThat(found.grouping()).containsExactly("namespace", "le");
    }

    @Test
    void aBraceInAValueDoesNotEndTheLabels() {
        assertThat(Selectors.of("a{b=\"}\", c!=\"d\"} / b offset 1h").selectors())
                .containsExactly(
                        new Selector("a", Map.of("b", List.of("}"), "c", List.of("d"))), new Selector("b", Map.of()));
    }

    @Test
    void whatIsJoinedByIsNoMetric() {
        Selectors found = Selectors.of("a > 2 and on (instance) b unless group by (x) (c)");

        assertThat(found.selectors()).extracting(Selector::metric).containsExactly("a", "b", "c");
        assertThat(found.grouping()).containsExactly("instance", "x");
    }
}
