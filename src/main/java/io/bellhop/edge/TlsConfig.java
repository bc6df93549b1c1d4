package io.bellhop.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** TLS on the public port, 1.2 and up; with it, plain HTTP is not served there. */
@ConfigMapping(prefix = "bellhop.tls")
public interface TlsConfig {

    /** A PEM file, the chain in order. Served on {@code quarkus.http.ssl-port}, 8443. */
    Optional<Path> certificate();

    /** A PEM file, PKCS#8, not encrypted. */
    Optional<Path> key();

    /**
     * A PEM file: who may vouch for callers. Then a caller is asked for a certificate; sources say whose they insist on. One that is
     * expired, or that none of them vouches for, ends the connection, whatever source is called.
     */
    Optional<Path> clientAuthorities();

    /** How often the files are looked at, and taken over if they can be; calls go on meanwhile. */
    @WithDefault("1m")
    Duration reload();
}
