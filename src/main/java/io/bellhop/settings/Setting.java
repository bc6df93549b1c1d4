package io.bellhop.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One setting, as the interface has it that the framework fills.
 *
 * @param name whole, as in {@code bellhop.sources.<name>.secrets}; ends in {@code .*} where anything may follow
 * @param type of one value: of what an optional, a list or a set holds
 * @param isList whether there may be several, at once or each with an index
 * @param path the methods that lead from the interface to it
 */
record Setting(String name, Class<?> type, boolean isList, List<Method> path) {

    /** Stands for a name that a person chooses. */
    static final String CHOSEN = "<name>";

    /** Looked for once: each start reads them to check values, and again to check names. */
    private static final ClassValue<List<Setting>> OF = new ClassValue<>() {
        @Override
        protected List<Setting> computeValue(Class<?> mapping) {
            return of(mapping, mapping.getAnnotation(ConfigMapping.class).prefix(), List.of())
                    .toList();
        }
    };

    /** Those of an interface with a {@link ConfigMapping}, in no order. */
    static Stream<Setting> of(Class<?> mapping) {
        return OF.get(mapping).stream();
    }

    private static Stream<Setting> of(Class<?> group, String prefix, List<Method> path) {
        return Arrays.stream(group.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .flatMap(method -> {
                    List<Method> further =
                            Stream.concat(path.stream(), Stream.of(method)).toList();
                    return method.isAnnotationPresent(WithParentName.class)
                            ? at(prefix, further)
                            : at(prefix + '.' + dashed(method.getName()), further);
                });
    }

    private static Stream<Setting> at(String name, List<Method> path) {
        Type type = path.get(path.size() - 1).getGenericReturnType();
        if (type instanceof ParameterizedType parameterized) {
            if (parameterized.getRawType() == Map.class) {
                Class<?> held = (Class<?>) parameterized.getActualTypeArguments()[1];
                return held == String.class
                        ? Stream.of(new Setting(name + ".*", held, false, path))
                        : of(held, name + '.' + CHOSEN, path);
            }
            return Stream.of(new Setting(name, innermost(parameterized), isList(parameterized), path));
        }
        Class<?> plain = (Class<?>) type;
        return plain.isInterface() && plain.getName().startsWith("io.bellhop.")
                ? of(plain, name, path)
                : Stream.of(new Setting(name, plain, false, path));
    }

    private static boolean isList(ParameterizedType type) {
        return Collection.class.isAssignableFrom((Class<?>) type.getRawType())
                || type.getActualTypeArguments()[0] instanceof ParameterizedType held && isList(held);
    }

    private static Class<?> innermost(Type type) {
        return type instanceof ParameterizedType parameterized
                ? innermost(parameterized.getActualTypeArguments()[0])
                : (Class<?>) type;
    }

    static String dashed(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private Method method() {
        return path.get(path.size() - 1);
    }

    /** Its name, once for each of the names that people have chosen where it has room for one. */
    Stream<String> names(Set<String> chosen) {
        return name.contains(CHOSEN) ? chosen.stream().map(one -> name.replace(CHOSEN, quoted(one))) : Stream.of(name);
    }

    /** A dot would end it. */
    static String quoted(String chosen) {
        return chosen.contains(".") ? '"' + chosen + '"' : chosen;
    }

    /** Whether anything may follow its name. */
    boolean hasKeys() {
        return name.endsWith(".*");
    }

    /** The interface that it stands in. */
    Class<?> group() {
        return method().getDeclaringClass();
    }

    /** Whether nobody is to set it by hand. */
    boolean isInternal() {
        return method().isAnnotationPresent(Internal.class);
    }

    Optional<String> defaultValue() {
        return Optional.ofNullable(method().getAnnotation(WithDefault.class)).map(WithDefault::value);
    }

    List<NotBelow> others() {
        return List.of(method().getAnnotationsByType(NotBelow.class));
    }

    /** What of the framework's it may not be above. */
    Optional<NotAbove> bound() {
        return Optional.ofNullable(method().getAnnotation(NotAbove.class));
    }

    /** As {@code 1 to 256}; empty for what has no size. */
    Optional<String> range() {
        return Kind.of(type)
                .map(kind -> kind.write(kind.min(bounds())) + " to " + kind.write(kind.max(bounds())) + steps(kind));
    }

    private String steps(Kind kind) {
        return bounds() == null || bounds().step().isEmpty()
                ? ""
                : " in steps of " + kind.write(kind.read(bounds().step()));
    }

    /** What it may be, for a person who has set it to something else. */
    String possible() {
        Form form = method().getAnnotation(Form.class);
        if (form != null) {
            return form.words();
        }
        if (type.isEnum()) {
            return (isList ? "a list of " : "one of ") + String.join(", ", words());
        }
        if (type == boolean.class) {
            return "true or false";
        }
        return Kind.of(type)
                .map(kind -> kind.words() + ", " + range().orElseThrow())
                .orElse(isList ? "a list" : "a text");
    }

    private List<String> words() {
        return Arrays.stream(type.getEnumConstants()).map(Setting::word).toList();
    }

    /** How a constant of an enum is written. */
    static String word(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean admits(Object value) {
        Form form = method().getAnnotation(Form.class);
        return form == null ? isInRange(value) : Pattern.matches(form.value(), value.toString());
    }

    private boolean isInRange(Object value) {
        return Kind.of(type)
                .map(kind -> kind.min(bounds()).compareTo(Kind.amount(value)) <= 0
                        && kind.max(bounds()).compareTo(Kind.amount(value)) >= 0
                        && kind.isStep(Kind.amount(value), bounds()))
                .orElse(true);
    }

    /** Null if there are none of its own. */
    Range bounds() {
        return method().getAnnotation(Range.class);
    }
}
