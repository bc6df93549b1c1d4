package io.bellhop.edge;

import io.bellhop.replica.ReplicaConfigSourceFactory;
import io.bellhop.settings.DerivedSettings;
import io.bellhop.settings.GivenList;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Derives the framework's settings of the public port from {@code bellhop.tls.*} and {@code bellhop.proxy.*}. */
public final class EdgeConfigSourceFactory implements ConfigSourceFactory {

    static final String CERTIFICATE = "bellhop.tls.certificate";
    static final String KEY = "bellhop.tls.key";
    static final String CLIENT_AUTHORITIES = "bellhop.tls.client-authorities";

    static final String NAME = "bellhop";

    private static final String TLS = "quarkus.tls." + NAME + ".";
    private static final String SERVED_CERTIFICATE = TLS + "key-store.pem.served.cert";
    private static final String SERVED_KEY = TLS + "key-store.pem.served.key";
    private static final String TRUSTED = TLS + "trust-store.pem.certs";
    private static final String HTTP_TLS = "quarkus.http.tls-configuration-name";
    private static final String PLAIN = "quarkus.http.insecure-requests";

    private static final String FORWARDING = "quarkus.http.proxy.proxy-address-forwarding";
    private static final String X_FORWARDED = "quarkus.http.proxy.allow-x-forwarded";
    private static final String FORWARDED_HOST = "quarkus.http.proxy.enable-forwarded-host";
    private static final String PROXIES = "quarkus.http.proxy.trusted-proxies";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return Stream.of(derived("bellhop.tls", tls(context)), derived("bellhop.proxy", proxy(context)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** None rather than an empty one: to the framework, a name is a setting even without a value. */
    private static Optional<ConfigSource> derived(String origin, Map<String, String> settings) {
        return settings.isEmpty()
                ? Optional.empty()
                : Optional.of(new DerivedSettings(origin, settings.keySet(), () -> settings));
    }

    private static Map<String, String> tls(ConfigSourceContext context) {
        String certificate = value(context, CERTIFICATE);
        String key = value(context, KEY);
        String authorities = value(context, CLIENT_AUTHORITIES);
        if (certificate == null
                || key == null
                || !ReplicaConfigSourceFactory.takesCalls(context)
                || !areReadable(certificate, key, authorities)) {
            return Map.of();
        }
        Map<String, String> settings = new HashMap<>(
                Map.of(SERVED_CERTIFICATE, certificate, SERVED_KEY, key, HTTP_TLS, NAME, PLAIN, "disabled"));
        if (authorities != null) {
            settings.put(TRUSTED, authorities);
        }
        return settings;
    }

    /** The framework would refuse the start with a stack trace, before {@link PublicPort} can say what is missing. */
    private static boolean areReadable(String... files) {
        return Stream.of(files).filter(Objects::nonNull).allMatch(file -> Files.isReadable(Path.of(file)));
    }

    private static Map<String, String> proxy(ConfigSourceContext context) {
        List<String> trusted = GivenList.of(context, "bellhop.proxy.trusted");
        return trusted.isEmpty()
                ? Map.of()
                : Map.of(
                        FORWARDING, "true",
                        X_FORWARDED, "true",
                        FORWARDED_HOST, "true",
                        PROXIES, String.join(",", trusted));
    }

    private static String value(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return value == null || value.getValue() == null || value.getValue().isBlank() ? null : value.getValue();
    }
}
