package io.bellhop.settings;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.smallrye.config.ConfigValidator;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
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
        return values(setting.name(), setting.path(), values)
                .filter(one -> !setting.admits(one.value()))
                .map(one -> new Problem(
                        one.name() + " is " + written(setting, one.value()) + ", but is " + setting.possible()));
    }

    /** What a setting has, or what one of the names has it that people have chosen. */
    private record Value(String name, Object value) {}

    /** @param path the methods that lead from here to it */
    private static Stream<Value> values(String name, List<Method> path, Object here) {
        if (here instanceof Map<?, ?> chosen) {
            return chosen.entrySet().stream()
                    .flatMap(entry ->
                            values(name.replaceFirst("<name>|\\*$", quoted(entry.getKey())), path, entry.getValue()));
        }
        if (here instanceof Optional<?> optional) {
            return optional.stream().map(value -> new Value(name, value));
        }
        return path.isEmpty()
                ? Stream.of(new Value(name, here))
                : values(name, path.subList(1, path.size()), invoke(name, path.get(0), here));
    }

    private static String quoted(Object chosen) {
        return Matcher.quoteReplacement(Setting.quoted(chosen.toString()));
    }

    private static Object invoke(String name, Method method, Object on) {
        try {
            return method.invoke(on);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + name, e);
        }
    }

    static String written(Setting setting, Object value) {
        return Kind.of(setting.type())
                .map(kind -> kind.write(Kind.amount(value)))
                .orElseGet(() -> '"' + value.toString() + '"');
    }
}
