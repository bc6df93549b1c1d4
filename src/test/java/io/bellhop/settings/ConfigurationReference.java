package io.bellhop.settings;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes down every setting of some interfaces: a heading for each group, a row for each setting. */
final class ConfigurationReference {

    private static final String HEAD = """

            | setting | default | possible | what for |
            | --- | --- | --- | --- |
            """;

    private final StringBuilder text = new StringBuilder();
    private String heading = "";

    static String of(List<Class<?>> mappings) {
        ConfigurationReference reference = new ConfigurationReference();
        mappings.stream()
                .sorted(Comparator.comparing(ConfigurationReference::prefix).thenComparing(Class::getName))
                .forEach(reference::add);
        return reference.text.toString();
    }

    private static String prefix(Class<?> mapping) {
        return mapping.getAnnotation(ConfigMapping.class).prefix();
    }

    private void add(Class<?> mapping) {
        Map<String, String> docs =
                JavadocText.of(Path.of("src/main/java", mapping.getName().replace('.', '/') + ".java"));
        List<String> order = new ArrayList<>(docs.keySet());
        Map<Class<?>, List<Setting>> groups = Setting.of(mapping)
                .filter(setting -> !setting.isInternal())
                .sorted(Comparator.comparing(setting -> order.indexOf(key(setting))))
                .collect(Collectors.groupingBy(Setting::group, LinkedHashMap::new, Collectors.toList()));
        groups.entrySet().stream()
                .sorted(Comparator.comparing(entry -> order.indexOf(key(entry.getKey()))))
                .forEach(entry -> add(entry.getKey() == mapping, entry.getKey(), entry.getValue(), docs));
    }

    private void add(boolean outermost, Class<?> group, List<Setting> settings, Map<String, String> docs) {
        String name = settings.get(0).name();
        String wanted = (outermost ? "## " : "### ")
                + '`'
                + name.substring(0, name.lastIndexOf('.')).replace(".*", "")
                + '`';
        if (!wanted.equals(heading)) {
            text.append('\n').append(wanted).append('\n');
            heading = wanted;
        }
        String why = docs.get(key(group));
        text.append(why.isEmpty() ? "" : '\n' + why + '\n').append(HEAD);
        settings.forEach(setting -> text.append("| `" + setting.name() + "`<br>`" + variable(setting) + "` | "
                + setting.defaultValue().map(value -> '`' + value + '`').orElse("none") + " | " + possible(setting)
                + " | " + docs.get(key(setting)) + " |\n"));
    }

    private static String variable(Setting setting) {
        return setting.name().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_").replace("_*", "_…");
    }

    private static String possible(Setting setting) {
        String values = setting.range().orElseGet(setting::possible);
        Stream<String> others = Stream.concat(
                setting.others().stream()
                        .map(other -> KnownSettings.rule(other).replace(other.value(), '`' + other.value() + '`')),
                setting.bound().stream()
                        .map(bound -> KnownSettings.rule(bound).replace(bound.value(), '`' + bound.value() + '`')));
        return Stream.concat(Stream.of(values), others).collect(Collectors.joining("; "));
    }

    private static String key(Setting setting) {
        return key(setting.group())
                + '.'
                + setting.path().get(setting.path().size() - 1).getName();
    }

    private static String key(Class<?> group) {
        return group.getName().substring(group.getPackageName().length() + 1).replace('$', '.');
    }
}
