package io.bellhop.k8s;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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

/** The settings that the gateway and its framework read, by the names that they have in an environment. */
final class KnownSettings {

    /** Each extension lists the interfaces of its settings there. */
    private static final String FRAMEWORK = "META-INF/quarkus-config-roots.list";

    private final List<Pattern> names = Stream.concat(ours(), framework())
            .map(ConfigClass::configClass)
            .flatMap(mapping -> ConfigMappings.getProperties(mapping).keySet().stream())
            .map(KnownSettings::inAnEnvironment)
            .distinct()
            .map(Pattern::compile)
            .toList();

    boolean has(String variable) {
        return names.stream().anyMatch(name -> name.matcher(variable).matches());
    }

    private static Stream<Class<?>> ours() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.bellhop").stream()
                        .filter(one -> one.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect);
    }

    private static Stream<Class<?>> framework() {
        try {
            return Collections.list(loader().getResources(FRAMEWORK)).stream()
                    .flatMap(KnownSettings::lines)
                    .<Class<?>>map(KnownSettings::load)
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
