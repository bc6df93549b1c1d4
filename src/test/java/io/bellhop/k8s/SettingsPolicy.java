package io.bellhop.k8s;

import io.bellhop.ingress.SourcesConfig;
import io.bellhop.settings.Faults;
import io.bellhop.settings.KnownSettings;
import io.bellhop.settings.Mappings;
import io.bellhop.settings.Variables;
import io.fabric8.kubernetes.api.model.Container;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Settings that are read, roles that there are, a schema that one container brings up to date, and time enough to stop. */
final class SettingsPolicy implements Policy {

    private static final List<String> ROLES = List.of("ingress", "worker");

    /** What {@code PullWorker} waits for pages that are being read. */
    private static final Duration PULLS = Duration.ofSeconds(5);

    private static final String OURS = "BELLHOP_";
    private static final KnownSettings KNOWN = new KnownSettings(Mappings.ALL);
    private static final int ORDINAL = 300;

    private final FrameworkSettings framework = new FrameworkSettings();

    @Override
    public Stream<String> violations(Manifests manifests) {
        return Workload.in(manifests)
                .filter(Workload::isBellhop)
                .flatMap(workload -> Stream.concat(
                        workload.containers()
                                .flatMap(container -> unknown(workload.name(container), container, manifests)),
                        Stream.concat(
                                workload.lasting().flatMap(container -> lasting(workload, container, manifests)),
                                migration(workload, manifests))));
    }

    private Stream<String> unknown(String where, Container container, Manifests manifests) {
        Map<String, String> environment = Settings.of(container, manifests).values();
        Stream<String> ofTheFramework = environment.keySet().stream()
                .filter(name -> !name.startsWith(OURS) && !framework.has(name))
                .map(name -> "there is no setting " + name);
        return Stream.concat(faults(environment), ofTheFramework).map(fault -> where + ": " + fault);
    }

    /** What a gateway would say of its environment. */
    private static Stream<String> faults(Map<String, String> environment) {
        Map<String, String> complete = new HashMap<>(environment);
        complete.replaceAll((name, value) -> value.equals(Settings.UNKNOWN) ? "a secret" : value);
        try {
            SmallRyeConfig config = Mappings.read(Mappings.ALL)
                    .withSources(new EnvConfigSource(complete, ORDINAL))
                    .build();
            Set<String> sources =
                    config.getConfigMapping(SourcesConfig.class).byName().keySet();
            return Stream.concat(Variables.faults(KNOWN, config, sources), KNOWN.contradictions(config).stream());
        } catch (ConfigValidationException e) {
            return new Faults(KNOWN).of(e).stream();
        }
    }

    private static Stream<String> lasting(Workload workload, Container container, Manifests manifests) {
        Settings settings = Settings.of(container, manifests);
        Duration stop = stop(settings);
        Long grace = workload.pod().getTerminationGracePeriodSeconds();
        return new Violations(workload.name(container))
                        .unless(ROLES.contains(settings.get("BELLHOP_ROLES")), "no role, or one that there is not")
                        .unless(
                                settings.get("BELLHOP_DATABASE_MIGRATE").equals("never"),
                                "migrates beside others that serve")
                        .unless(
                                settings.get("BELLHOP_EMBEDDED_POSTGRES_ENABLED")
                                        .equals("false"),
                                "may start a database")
                        .unless(
                                !stop.isZero() && grace != null && grace > stop.toSeconds(),
                                "is killed before it has drained")
                        .stream();
    }

    private static Stream<String> migration(Workload workload, Manifests manifests) {
        boolean migrates = workload.pod().getInitContainers().stream()
                .anyMatch(container -> Settings.of(container, manifests)
                        .get("BELLHOP_DATABASE_MIGRATE")
                        .equals("only"));
        return new Violations(workload.name()).unless(migrates, "nothing brings the schema up to date").stream();
    }

    /** At most: first the delay, then requests under way, and then, one after the other, what a worker has at hand. */
    private static Duration stop(Settings settings) {
        Duration calls = duration(settings, "QUARKUS_SHUTDOWN_DELAY", Duration.ZERO)
                .plus(duration(settings, "QUARKUS_SHUTDOWN_TIMEOUT", Duration.ZERO));
        return settings.get("BELLHOP_ROLES").contains("worker")
                ? calls.plus(duration(settings, "BELLHOP_PROCESSING_DRAIN_TIMEOUT", Duration.ofSeconds(10)))
                        .plus(duration(settings, "BELLHOP_DELIVERY_DRAIN_TIMEOUT", Duration.ofSeconds(10)))
                        .plus(duration(settings, "BELLHOP_CONFIRMATION_SHUTDOWN_WAIT", Duration.ofSeconds(5)))
                        .plus(PULLS)
                : calls;
    }

    private static Duration duration(Settings settings, String name, Duration unset) {
        String value = settings.get(name);
        return value.isEmpty() ? unset : Duration.parse("PT" + value);
    }
}
