package io.bellhop.processing;

import io.bellhop.provider.Providers;
import io.bellhop.provider.SourceRules;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.Translator;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * How each source's events are understood, as its settings are now. Also of one that is switched off: what it sent before is
 * still to be processed.
 */
@Singleton
final class KnownSources {

    private static final Logger LOG = Logger.getLogger(KnownSources.class);

    private static final String LOAD = "select name, provider, settings from source where name = any($1::text[])";

    private final Providers providers;
    private final Map<String, KnownSource> byName = new ConcurrentHashMap<>();

    KnownSources(Providers providers) {
        this.providers = providers;
    }

    /** One source, ready for use. */
    record KnownSource(String provider, Map<String, String> settings, Translator translator, SourceRules rules) {}

    /** Those of the names that there are. One that cannot be used is left out, too, and said so. */
    Uni<Map<String, KnownSource>> named(SqlConnection connection, Collection<String> names) {
        return connection
                .preparedQuery(LOAD)
                .execute(Tuple.of(names.toArray(String[]::new)))
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(rows -> {
                    Map<String, KnownSource> found = new HashMap<>();
                    rows.forEach(row -> {
                        KnownSource source = source(row);
                        if (source != null) {
                            found.put(row.getString("name"), source);
                        }
                    });
                    return found;
                });
    }

    /** The one made before, unless its settings have changed since. */
    private KnownSource source(Row row) {
        String name = row.getString("name");
        String provider = row.getString("provider");
        Map<String, String> settings = new HashMap<>();
        row.get(JsonObject.class, "settings").forEach(entry -> settings.put(entry.getKey(), (String) entry.getValue()));
        KnownSource known = byName.get(name);
        if (known != null
                && known.provider().equals(provider)
                && known.settings().equals(settings)) {
            return known;
        }
        try {
            SourceSettings wanted = new SourceSettings(settings);
            KnownSource source = new KnownSource(
                    provider, settings, providers.named(provider).translator(wanted), SourceRules.of(wanted));
            byName.put(name, source);
            return source;
        } catch (IllegalArgumentException e) {
            LOG.errorf("source.unusable name=%s reason=%s", name, e.getMessage());
            return null;
        }
    }
}
