package io.bellhop.database;

import io.vertx.pgclient.SslMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How connections to PostgreSQL are encrypted, and whose certificate is believed: what {@code sslmode} means to libpq, for the
 * reactive driver and for the one that migrates. {@code require} encrypts and believes anybody, unless there are authorities to
 * ask; {@code verify-ca} and {@code verify-full} ask them, the latter for the host's name as well.
 *
 * @param authorities a PEM file
 * @see <a href="https://www.postgresql.org/docs/18/libpq-ssl.html">libpq: SSL support</a>
 */
record Encryption(Optional<Path> authorities) {

    static final String AUTHORITIES = "bellhop.database.authorities";

    private static final String TRUST_ALL = "quarkus.datasource.reactive.trust-all";
    private static final String TRUST_PEM = "quarkus.datasource.reactive.trust-certificate-pem";
    private static final String PEM_FILES = TRUST_PEM + ".certs";
    private static final String HOST_NAMES = "quarkus.datasource.reactive.hostname-verification-algorithm";

    static final Set<String> SETTINGS = Set.of(TRUST_ALL, TRUST_PEM, PEM_FILES, HOST_NAMES);

    /** Switches by which somebody may have named whom to trust, in the framework's own words. */
    static final List<String> BY_HAND = List.of(
            TRUST_PEM,
            "quarkus.datasource.reactive.trust-certificate-jks",
            "quarkus.datasource.reactive.trust-certificate-pfx");

    private static final Set<SslMode> VERIFYING = Set.of(SslMode.VERIFY_CA, SslMode.VERIFY_FULL);
    private static final Set<SslMode> ASKING = Set.of(SslMode.REQUIRE, SslMode.VERIFY_CA, SslMode.VERIFY_FULL);

    /**
     * @param file null if none is set
     * @param urls all that there are, by their settings
     * @throws UnusableDatabaseException if the file cannot be read, is needed and not set, or is set and nobody asks
     */
    static Encryption of(String file, Map<String, DatabaseUrl> urls) {
        if (file == null) {
            urls.forEach(Encryption::requireNobodyAsks);
            return new Encryption(Optional.empty());
        }
        if (!Files.isReadable(Path.of(file))) {
            throw new UnusableDatabaseException(AUTHORITIES + " is " + file + ", which cannot be read");
        }
        if (urls.entrySet().stream()
                .noneMatch(url -> ASKING.contains(url.getValue().sslMode(url.getKey())))) {
            throw new UnusableDatabaseException(
                    AUTHORITIES + " is set, but " + DatabaseUrl.PRIMARY + " has no sslmode that would ask them");
        }
        return new Encryption(Optional.of(Path.of(file)));
    }

    private static void requireNobodyAsks(String setting, DatabaseUrl url) {
        if (VERIFYING.contains(url.sslMode(setting))) {
            throw new UnusableDatabaseException(setting + " has an sslmode that verifies, for which " + AUTHORITIES
                    + " is needed, the PEM file of who signed PostgreSQL's certificate");
        }
    }

    /** The reactive driver's, by the framework's names. Whom it trusts holds for all addresses. @param trusts whether somebody has named whom */
    Map<String, String> settings(SslMode mode, boolean trusts) {
        Map<String, String> settings = new HashMap<>();
        settings.put(HOST_NAMES, mode == SslMode.VERIFY_FULL ? "HTTPS" : "NONE");
        if (authorities.isPresent()) {
            settings.put(TRUST_PEM, "true");
            settings.put(PEM_FILES, authorities.get().toString());
        } else if (!trusts) {
            settings.put(TRUST_ALL, "true");
        }
        return settings;
    }

    /** The address as the other driver takes it. */
    String jdbc(DatabaseUrl url) {
        String text = "jdbc:" + url.url();
        return authorities
                .map(file -> text.replaceFirst("([?&]sslmode)=require\\b", "$1=verify-ca")
                        + (text.contains("?") ? "&" : "?")
                        + "sslrootcert="
                        + URLEncoder.encode(file.toString(), StandardCharsets.UTF_8))
                .orElse(text);
    }
}
