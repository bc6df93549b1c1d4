package io.bellhop.settings;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Environment variables, a process's own or the lines of an {@code .env} file: which of them something reads. */
public final class Variables {

    private static final String OURS = "BELLHOP_";
    private static final String SOURCES = OURS + "SOURCES_";

    /**
     * What Kubernetes tells each container of a Service named {@code bellhop-…}, unless it is told not to.
     *
     * @see <a href="https://kubernetes.io/docs/tutorials/services/connect-applications-service/#environment-variables">Kubernetes</a>
     */
    private static final Pattern OF_KUBERNETES = Pattern.compile(
            "BELLHOP(_\\w+)?_(SERVICE_(HOST|PORT(_\\w+)?)|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

    private final Set<String> read;
    private final List<String> profiles;

    private Variables(KnownSettings known, SmallRyeConfig config, Set<String> sources) {
        Stream<String> listed = StreamSupport.stream(config.getPropertyNames().spliterator(), false);
        this.read = known.read(sources, listed).map(Variables::form).collect(Collectors.toUnmodifiableSet());
        this.profiles = config.getProfiles().stream()
                .map(profile -> form('%' + profile + '.'))
                .toList();
    }

    /** A line for each that is ours by its name, but is read by nothing. @param sources the names of those that are configured */
    public static Stream<String> faults(KnownSettings known, SmallRyeConfig config, Set<String> sources) {
        Variables variables = new Variables(known, config, sources);
        return StreamSupport.stream(
                        config.getConfigSources(EnvConfigSource.class).spliterator(), false)
                .flatMap(source -> source.getProperties().keySet().stream())
                .flatMap(variable -> variables.fault(variable).stream());
    }

    private Optional<String> fault(String variable) {
        String name = withoutProfile(form(variable));
        if (!name.startsWith(OURS) || OF_KUBERNETES.matcher(name).matches() || read.contains(name)) {
            return Optional.empty();
        }
        return Optional.of("there is no setting for the environment variable " + variable
                + (name.startsWith(SOURCES)
                        ? "; a source with a dash in its name is declared in a file, as bellhop.sources.<name>.provider:"
                                + " docs/configuration.md says what of it can be a variable"
                        : "; docs/configuration.md has them all"));
    }

    /** In capitals, with an underscore for whatever is no letter and no digit: names of the same form mean the same. */
    private static String form(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private String withoutProfile(String form) {
        return profiles.stream()
                .filter(form::startsWith)
                .findFirst()
                .map(profile -> form.substring(profile.length()))
                .orElse(form);
    }
}
