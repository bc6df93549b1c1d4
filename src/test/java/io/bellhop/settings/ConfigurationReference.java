package io.bellhop.settings;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** What stands under each heading, in order: interfaces may share one. */
    private final Map<String, StringBuilder> sections = new LinkedHashMap<>();

    static String of(List<Class<?>> mappings) {
        ConfigurationReference reference = new ConfigurationReference();
        mappings.stream()
                .sorted(Comparator.comparing(ConfigurationReference::prefix).thenComparing(Class::getName))
                .forEach(reference::add);
        return reference.sections.entrySet().stream()
                .map(section -> '\n' + section.getKey() + '\n' + section.getValue())
                .collect(Collectors.joining());
    }

    private static String prefix(Class<?> mapping) {
        return mapping.getAnnotation(ConfigMapping.class).prefix();
    }

    private void add(Class<?> mapping) {
        Map<String, String> docs = docs(mapping);
        List<String> order = new ArrayList<>(docs.keySet());
        Map<Class<?>, List<Setting>> groups = Setting.of(mapping)
                .filter(setting -> !setting.isInternal())
                .sorted(Comparator.comparing(setting -> order.indexOf(key(setting))))
                .collect(Collectors.groupingBy(Setting::group, LinkedHashMap::new, Collectors.toList()));
        add("## `" + prefix(mapping) + '`', mapping, groups.getOrDefault(mapping, List.of()), docs);
        groups.entrySet().stream()
                .filter(entry -> entry.getKey() != mapping)
                .sorted(Comparator.comparing(entry -> order.indexOf(key(entry.getKey()))))
                .forEach(entry -> add("### `" + name(entry.getValue()) + '`', entry.getKey(), entry.getValue(), docs));
    }

    private static String name(List<Setting> group) {
        String name = group.get(0).name();
        return name.substring(0, name.lastIndexOf('.')).replace(".*", "");
    }

    private void add(String heading, Class<?> group, List<Setting> settings, Map<String, String> docs) {
        StringBuilder text = sections.computeIfAbsent(heading, ignored -> new StringBuilder());
        String why = docs.get(key(group));
        text.append(why.isEmpty() ? "" : '\n' + why + '\n').append(settings.isEmpty() ? "" : HEAD);
        settings.forEach(setting -> text.append("| `" + setting.name() + "`<br>`" + variable(setting) + "` | "
                + setting.defaultValue().map(value -> '`' + value + '`').orElse("none") + " | " + possible(setting)
                + " | " + docs.get(key(setting)) + meanings(setting.type()) + " |\n"));
    }

    /** What each word means, if the code says it. */
    private static String meanings(Class<?> type) {
        if (!type.isEnum()) {
            return "";
        }
        Map<String, String> docs = docs(type);
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> {
                    String doc = docs.get(key(type) + '.' + ((Enum<?>) constant).name());
                    return doc.isEmpty() ? "" : " `" + Setting.word(constant) + "`: " + doc;
                })
                .collect(Collectors.joining());
    }

    private static Map<String, String> docs(Class<?> type) {
        Class<?> outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        return JavadocText.of(Path.of("src/main/java", outermost.getName().replace('.', '/') + ".java"));
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
