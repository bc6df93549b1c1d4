package io.bellhop.edge;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** A proxy in front of the public port. */
@ConfigMapping(prefix = "bellhop.proxy")
public interface ProxyConfig {

    /** Addresses and ranges, {@code 10.8.0.0/16}, whose {@code X-Forwarded-*} headers are believed; nobody else's are. */
    Optional<List<String>> trusted();
}
