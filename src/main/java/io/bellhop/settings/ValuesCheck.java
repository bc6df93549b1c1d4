package io.bellhop.settings;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.smallrye.config.ConfigValidator;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Refuses values out of their range as soon as they are read, before anything is made with them. */
public final class ValuesCheck implements SmallRyeConfigBuilderCustomizer, ConfigValidator {

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withValidator(this);
    }

    /** @throws ConfigValidationException with a line for each value that is impossible */
    @Override
    public void validateMapping(Class<?> mapping, String prefix, Object values) {
        if (!mapping.getName().startsWith("io.bellhop.")) {
            return;
        }
        Problem[] problems =
                Setting.of(mapping).flatMap(setting -> problem(setting, values)).toArray(Problem[]::new);
        if (problems.length > 0) {
            throw new ConfigValidationException(problems);
        }
    }

    private static Stream<Problem> problem(Setting setting, Object values) {
        return value(setting, values)
                .filter(value -> !setting.admits(value))
                .map(value -> new Problem(
                        setting.name() + " is " + written(setting, value) + ", but is " + setting.possible()))
                .stream();
    }

    private static Optional<Object> value(Setting setting, Object values) {
        Object value = values;
        try {
            for (Method method : setting.path()) {
                if (value instanceof Map) {
                    return Optional.empty(); // of whatever name: no value of theirs has bounds
                }
                value = method.invoke(value);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + setting.name(), e);
        }
        return value instanceof Optional<?> optional ? optional.map(Object.class::cast) : Optional.of(value);
    }

    static String written(Setting setting, Object value) {
        return Kind.of(setting.type())
                .map(kind -> kind.write(Kind.amount(value)))
                .orElseGet(() -> '"' + value.toString() + '"');
    }
}
