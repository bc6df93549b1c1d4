package io.bellhop.settings;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;

/** All interfaces that the framework fills with settings, found in what was compiled. */
public final class Mappings {

    public static final List<Class<?>> ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.bellhop").stream()
                    .filter(one -> one.isAnnotatedWith(ConfigMapping.class))
                    .<Class<?>>map(JavaClass::reflect)
                    .toList();

    private Mappings() {}

    /** Has them filled and checked as the application has; what from is added by who asks. */
    public static SmallRyeConfigBuilder read(List<Class<?>> mappings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withValidator(new ValuesCheck());
        mappings.forEach(mapping -> builder.withMapping(
                mapping, mapping.getAnnotation(ConfigMapping.class).prefix()));
        return builder;
    }
}
