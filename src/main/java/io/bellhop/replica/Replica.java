package io.bellhop.replica;

import io.bellhop.database.DatabaseConfig;
import io.bellhop.database.DatabaseConfig.Migrate;
import jakarta.inject.Singleton;
import java.util.Set;

/** This process. One that migrates and does nothing else has no role. */
@Singleton
public final class Replica {

    private final Set<Role> roles;

    Replica(ReplicaConfig config, DatabaseConfig database) {
        this.roles = database.migrate() == Migrate.ONLY ? Set.of() : config.roles();
    }

    /** Whether it has a part in what is done without being called. */
    public boolean isWorker() {
        return roles.contains(Role.WORKER);
    }

    /** Whether it takes webhooks and API calls. */
    public boolean takesCalls() {
        return roles.contains(Role.INGRESS);
    }
}
