package io.bellhop.k8s;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The framework's settings, by the names that they have in an environment. */
final class FrameworkSettings {

    /** Each extension lists the interfaces of its settings there. */
    private static final String FRAMEWORK = "META-INF/quarkus-config-roots.list";

    private final List<Pattern> names = mappings()
            .map(ConfigClass::configClass)
            .flatMap(mapping -> ConfigMappings.getProperties(mapping).keySet().stream())
            .map(FrameworkSettings::inAnEnvironment)
            .distinct()
            .map(Pattern::compile)
            .toList();

    boolean has(String variable) {
        return names.stream().anyMatch(name -> name.matcher(variable).matches());
    }

    private static Stream<Class<?>> mappings() {
        try {
            return Collections.list(loader().getResources(FRAMEWORK)).stream()
                    .flatMap(FrameworkSettings::lines)
                    .<Class<?>>map(FrameworkSettings::load)
                    .filter(one -> one.isAnnotationPresent(ConfigMapping.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(URL list) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(list.openStream(), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, loader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ClassLoader loader() {
        return Thread.currentThread().getContextClassLoader();
    }

    /** A star stands for a name that a person chooses, or for a number in a list. */
    private static String inAnEnvironment(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9*]", "_").replace("*", "[A-Z0-9_]+");
    }
}
