package io.bellhop.replica;

import io.bellhop.settings.DerivedSettings;
import io.bellhop.settings.GivenList;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
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
        List<String> roles = GivenList.of(context, ROLES);
        return !migratesOnly
                && (roles.isEmpty() || roles.stream().anyMatch(role -> role.equalsIgnoreCase(Role.INGRESS.name())));
    }
}
