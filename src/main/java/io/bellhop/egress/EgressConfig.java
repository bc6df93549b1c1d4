package io.bellhop.egress;

import io.bellhop.settings.Range;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where requests to subscribers' addresses may go, and how long one may take. The prefix is shared with deliveries' own. */
@ConfigMapping(prefix = "bellhop.delivery")
public interface EgressConfig {

    /**
     * Addresses and ranges, as in {@code 10.1.2.3,10.8.0.0/16,fd00:8::/32}, that may be called although they are not
     * reachable from everywhere. None by default: whoever may subscribe must not reach what only this machine can.
     */
    Optional<List<String>> allowedAddresses();

    /** Whether http is as good as https. Not by default: deliveries hold guests' data. */
    @WithDefault("false")
    boolean allowHttp();

    /** For the look-up of the name, for the connection and for the TLS handshake, each: who is slower is not there. */
    @WithDefault("5s")
    @Range(max = "1h")
    Duration connectTimeout();

    /** For all of one request, from the look-up to the answer's last byte. Receivers are to answer first and work later. */
    @WithDefault("15s")
    @Range(max = "1h")
    Duration timeout();

    /** Where an answer is cut off. Only its status counts, and its first words for whoever looks for what went wrong. */
    @WithDefault("64K")
    MemorySize maxAnswer();

    /**
     * Name servers, as in {@code 192.0.2.53:53}; the port may be left out. Without them, those of the system and its hosts
     * file; with a public one, names that are known inside only are not found.
     */
    Optional<List<String>> dnsServers();

    /** The {@code quarkus.tls.<name>} with the certificate authorities of receivers' own. Without it, those of the JVM. */
    Optional<String> tlsConfigurationName();

    /** To one receiver, on each replica, if it speaks HTTP/1.1; more than these wait for their turn. One of HTTP/2 needs one. */
    @WithDefault("32")
    @Range(max = "10000")
    int connectionsPerHost();

    /** How long an unused connection is kept. Many servers hang up after five: be gone before they are. */
    @WithDefault("4s")
    @Range(min = "1s", max = "1h", step = "1s")
    Duration idleTimeout();
}
