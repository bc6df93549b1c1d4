package io.bellhop.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigurableConfigSource;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

/** A process has its public port open if it is one that takes calls, however its roles are written. */
class ReplicaConfigSourceFactoryTest {

    @Test
    void byDefaultItTakesCalls() {
        assertOpen(file(Map.of()));
    }

    @Test
    void aWorkerOpensNone() {
        assertClosed(file(Map.of("bellhop.roles", "worker")));
        assertClosed(file(Map.of("bellhop.roles[0]", "worker")));
        assertClosed(new EnvConfigSource(Map.of("BELLHOP_ROLES_0_", "worker"), 300));
    }

    @Test
    void whoDoesBothTakesCalls() {
        assertOpen(file(Map.of("bellhop.roles", "worker, Ingress")));
        assertOpen(file(Map.of("bellhop.roles[0]", "worker", "bellhop.roles[1]", "ingress")));
    }

    @Test
    void whatIsSetNearerCounts() {
        assertOpen(
                file(Map.of("bellhop.roles[0]", "worker")),
                new EnvConfigSource(Map.of("BELLHOP_ROLES", "ingress"), 300));
        assertClosed(
                file(Map.of("bellhop.roles", "ingress")),
                new EnvConfigSource(Map.of("BELLHOP_ROLES_0_", "worker"), 300));
    }

    private static ConfigSource file(Map<String, String> settings) {
        return new PropertiesConfigSource(settings, "file", 250);
    }

    private static void assertOpen(ConfigSource... sources) {
        assertOpen(true, sources);
    }

    private static void assertClosed(ConfigSource... sources) {
        assertOpen(false, sources);
    }

    private static void assertOpen(boolean open, ConfigSource... sources) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(sources)
                .withSources(new ConfigurableConfigSource(new ReplicaConfigSourceFactory()))
                .withMapping(ReplicaConfig.class)
                .build();
        Set<Role> roles = config.getConfigMapping(ReplicaConfig.class).roles();

        assertThat(config.getValue("quarkus.http.host-enabled", boolean.class))
                .isEqualTo(open)
                .isEqualTo(roles.contains(Role.INGRESS));
    }
}
