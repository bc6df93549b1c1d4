package io.bellhop.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All that is asked of Prometheus by the dashboard and the rules, with where it stands. */
final class Expressions {

    static final Path RULES = Path.of("k8s/monitoring/bellhop-rules.yaml");
    static final Path DASHBOARD = Path.of("k8s/monitoring/bellhop-dashboard.json");

    private Expressions() {}

    /** @param where a panel's title, or a rule's name */
    record Expression(String where, String text) {}

    static List<Expression> all() {
        List<Expression> all = new ArrayList<>();
        panels().forEach(panel -> panel.path("targets")
                .forEach(target -> all.add(new Expression(
                        panel.path("title").asText(), target.path("expr").asText()))));
        rules().forEach(rule ->
                all.add(new Expression(name(rule), rule.path("expr").asText())));
        return all;
    }

    /** Without the rows. */
    static List<JsonNode> panels() {
        List<JsonNode> panels = new ArrayList<>();
        read(new ObjectMapper(), DASHBOARD).path("panels").forEach(panel -> {
            if (!panel.path("type").asText().equals("row")) {
                panels.add(panel);
            }
        });
        return panels;
    }

    /** Recording rules and alerts. */
    static List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        spec().path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    static JsonNode spec() {
        return read(new ObjectMapper(new YAMLFactory()), RULES).path("spec");
    }

    static String name(JsonNode rule) {
        return rule.path("alert").asText(rule.path("record").asText());
    }

    private static JsonNode read(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
