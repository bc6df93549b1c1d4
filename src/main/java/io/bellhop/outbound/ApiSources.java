package io.bellhop.outbound;

import io.bellhop.provider.Provider;
import io.bellhop.provider.ProviderApi;
import io.bellhop.provider.Providers;
import io.bellhop.provider.SourceSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** The active sources that have credentials for an API, as they are in the database now. */
@Singleton
public final class ApiSources {

    private static final Logger LOG = Logger.getLogger(ApiSources.class);

    private static final String ALL = """
            select name, provider, settings, credentials, created_at, updated_at from source
            where active and credentials is not null
            """;

    private final Pool pool;
    private final Providers providers;
    private final SourceCredentials credentials;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    ApiSources(Pool pool, Providers providers, SourceCredentials credentials) {
        this.pool = pool;
        this.providers = providers;
        this.credentials = credentials;
    }

    /** What was made of a row, so that it is not made, nor complained of, again. */
    private record Known(Instant updatedAt, Optional<ApiSource> source) {}

    /** One that cannot be used is left out, and said so. */
    public Uni<List<ApiSource>> all() {
        return pool.query(ALL).execute().map(this::sources);
    }

    /** Empty if there is none of that name that can be used. */
    public Uni<Optional<ApiSource>> named(String name) {
        return pool.preparedQuery(ALL + " and name = $1")
                .execute(Tuple.of(name))
                .map(rows -> sources(rows).stream().findFirst());
    }

    private List<ApiSource> sources(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(this::source)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<ApiSource> source(Row row) {
        Instant updatedAt = row.getOffsetDateTime("updated_at").toInstant();
        return known.compute(
                        row.getString("name"),
                        (name, before) -> before != null && before.updatedAt().equals(updatedAt)
                                ? before
                                : new Known(updatedAt, make(name, updatedAt, row)))
                .source();
    }

    private Optional<ApiSource> make(String name, Instant updatedAt, Row row) {
        try {
            Provider provider = providers.named(row.getString("provider"));
            Map<String, String> settings = new HashMap<>();
            row.get(JsonObject.class, "settings")
                    .forEach(entry -> settings.put(entry.getKey(), Objects.toString(entry.getValue())));
            SourceSettings wanted = new SourceSettings(settings);
            Optional<ProviderApi> api = provider.api(wanted);
            Credentials opened =
                    credentials.open(name, row.get(Buffer.class, "credentials").getBytes());
            opened.requireExactly(provider.credentials());
            return api.map(found -> new ApiSource(
                    name,
                    found,
                    provider.translator(wanted),
                    opened,
                    row.getOffsetDateTime("created_at").toInstant(),
                    updatedAt));
        } catch (IllegalArgumentException e) {
            LOG.errorf("source.api_unusable name=%s reason=%s", name, e.getMessage());
            return Optional.empty();
        }
    }
}
