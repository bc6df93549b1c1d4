package io.bellhop.settings;

import io.smallrye.config.ConfigValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Settings that follow from others; any other place that sets them wins. Settled when the first is read. */
public final class DerivedSettings implements ConfigSource {

    /** application.properties has 250, the environment 300. */
    private static final int BELOW_EVERY_FILE = 100;

    private static final String NAME = "settings derived from ";

    private final String origin;
    private final Set<String> names;
    private final Supplier<Map<String, String>> derivation;
    private Map<String, String> settled;

    /**
     * @param origin the setting that they follow from
     * @param names those that the derivation may give a value
     */
    public DerivedSettings(String origin, Set<String> names, Supplier<Map<String, String>> derivation) {
        this.origin = origin;
        this.names = names;
        this.derivation = derivation;
    }

    @Override
    public String getValue(String name) {
        return names.contains(name) ? getProperties().get(name) : null;
    }

    @Override
    public synchronized Map<String, String> getProperties() {
        if (settled == null) {
            settled = new HashMap<>(derivation.get());
        }
        return settled;
    }

    /** While the application is being built: none, for what is listed then is written into the build, passwords and all. */
    @Override
    public Set<String> getPropertyNames() {
        return isApplicationRunning() ? names : Set.of();
    }

    private static boolean isApplicationRunning() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        // The framework generates this class at the end of the build.
        return loader.getResource("io/quarkus/runner/ApplicationImpl.class") != null
                || System.getProperty("org.graalvm.nativeimage.imagecode") != null;
    }

    @Override
    public int getOrdinal() {
        return BELOW_EVERY_FILE;
    }

    @Override
    public String getName() {
        return NAME + origin;
    }

    /** Whether a value is from one of these, not from a person. */
    static boolean hasGiven(ConfigValue value) {
        return value.getSourceName().startsWith(NAME);
    }
}
