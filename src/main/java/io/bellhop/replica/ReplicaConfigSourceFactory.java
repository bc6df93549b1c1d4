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
    private static final String HOST_ENABLED = "quarkus.http.host-enabled";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return List.of(new DerivedSettings(ROLES, Set.of(HOST_ENABLED), () -> derive(context.getValue(ROLES))));
    }

    private static Map<String, String> derive(ConfigValue roles) {
        boolean takesCalls = roles == null
                || roles.getValue() == null
                || Arrays.stream(roles.getValue().split(",", -1))
                        .anyMatch(role -> role.strip().equalsIgnoreCase(Role.INGRESS.name()));
        return Map.of(HOST_ENABLED, Boolean.toString(takesCalls));
    }
}
