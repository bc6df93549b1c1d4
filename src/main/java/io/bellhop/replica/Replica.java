package io.bellhop.replica;

import jakarta.inject.Singleton;
import java.util.Set;

/** This process. */
@Singleton
public final class Replica {

    private final Set<Role> roles;

    Replica(ReplicaConfig config) {
        this.roles = config.roles();
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
