package io.bellhop.egress;

import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The poster and what it needs, wired as the container would, from the settings' defaults and what a test sets. */
final class Wired implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String OWN_AUTHORITY = "own";

    final EgressRules rules;
    final Destinations destinations;
    final Poster poster;
    private final Names names;
    private final Connections connections;

    /** @param settings without their prefix @param trust null for the JVM's certificate authorities */
    Wired(Vertx vertx, Map<String, String> settings, TrustOptions trust) {
        Map<String, String> all = new HashMap<>(settings);
        if (trust != null) {
            all.put("tls-configuration-name", OWN_AUTHORITY);
        }
        EgressConfig config = config(all);
        Limits limits = new Limits(config);
        this.rules = new EgressRules(config);
        this.names = new Names(config, limits);
        this.connections = new Connections(vertx, config, limits, new Registry(trust));
        this.destinations = new Destinations(rules, names, limits);
        this.poster = new Poster(vertx, destinations, connections, limits);
    }

    static EgressConfig config(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put("bellhop.delivery." + name, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(EgressConfig.class)
                .withSources(new PropertiesConfigSource(prefixed, "test", 1_000))
                .build()
                .getConfigMapping(EgressConfig.class);
    }

    CallbackUrl url(String text) {
        return CallbackUrl.parse(text, rules);
    }

    PostResult post(String url) {
        return post(url, Map.of());
    }

    PostResult post(String url, Map<String, String> headers) {
        return poster.post(url(url), headers, Buffer.buffer("{}")).await().atMost(PATIENCE);
    }

    Destination find(String url) {
        return destinations.find(url(url)).await().atMost(PATIENCE);
    }

    @Override
    public void close() {
        connections.close();
        names.close();
    }

    private static final class Registry implements TlsConfigurationRegistry {

        private final TrustOptions trust;

        Registry(TrustOptions trust) {
            this.trust = trust;
        }

        @Override
        public Optional<TlsConfiguration> get(String name) {
            return name.equals(OWN_AUTHORITY) ? Optional.of(new OwnAuthority(trust)) : Optional.empty();
        }

        @Override
        public Optional<TlsConfiguration> getDefault() {
            return Optional.empty();
        }

        @Override
        public void register(String name, TlsConfiguration configuration) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class OwnAuthority extends BaseTlsConfiguration {

        private final TrustOptions trust;

        OwnAuthority(TrustOptions trust) {
            this.trust = trust;
        }

        @Override
        public TrustOptions getTrustStoreOptions() {
            return trust;
        }

        @Override
        public Optional<String> getHostnameVerificationAlgorithm() {
            return Optional.empty();
        }
    }
}
