package io.bellhop.replica;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** What this process is. */
@ConfigMapping(prefix = "bellhop")
public interface ReplicaConfig {

    /** {@code ingress}, {@code worker} or both: apart, a burst of webhooks and a backlog of deliveries are given replicas each. */
    @WithDefault("ingress,worker")
    Set<Role> roles();
}
