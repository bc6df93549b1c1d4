package io.bellhop.replica;

import io.bellhop.settings.DerivedSettings;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Closes the public port of a process that takes neither webhooks nor API calls. */
public final class ReplicaConfigSourceFactory implements ConfigSourceFactory {

    private static final String ROLES = "bellhop.roles";
    private static final String MIGRATE = "bellhop.database.migrate";
    private static final String HOST_ENABLED = "quarkus.http.host-enabled";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return List.of(new DerivedSettings(
                ROLES, Set.of(HOST_ENABLED), () -> Map.of(HOST_ENABLED, Boolean.toString(takesCalls(context)))));
    }

    /** What {@link Replica} says later, for those who derive settings from it. */
    public static boolean takesCalls(ConfigSourceContext context) {
        ConfigValue migrate = context.getValue(MIGRATE);
        boolean migratesOnly = migrate != null && "only".equalsIgnoreCase(migrate.getValue());
        return !migratesOnly && isIngress(context.getValue(ROLES));
    }

    private static boolean isIngress(ConfigValue roles) {
        return roles == null
                || roles.getValue() == null
                || Arrays.stream(roles.getValue().split(",", -1))
                        .anyMatch(role -> role.strip().equalsIgnoreCase(Role.INGRESS.name()));
    }
}
