package io.bellhop.registration;

import io.bellhop.api.Problem;
import io.bellhop.ingress.SourceSecrets;
import io.bellhop.outbound.ApiClient;
import io.bellhop.outbound.ApiClients;
import io.bellhop.provider.Registrar;
import io.bellhop.signature.SigningSecret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The sources whose webhooks can be registered by calls, as they are in the database now. */
@Singleton
final class RegistrableSources {

    private static final String SECRETS = "select secrets from source where name = $1";

    private final Pool pool;
    private final SourceSecrets secrets;
    private final ApiClients clients;

    RegistrableSources(Pool pool, SourceSecrets secrets, ApiClients clients) {
        this.pool = pool;
        this.secrets = secrets;
        this.clients = clients;
    }

    /** Fails with a problem: 404 if there is none of that name, 409 if it is not set up for it. */
    Uni<ProviderWebhooks> named(String name) {
        return pool.preparedQuery(SECRETS)
                .execute(Tuple.of(name))
                .map(rows -> rows.stream()
                        .findFirst()
                        .orElseThrow(() ->
                                Problem.notFound("No source has this name").asException()))
                .map(row -> secrets.open(name, row.get(Buffer.class, "secrets").getBytes()))
                .flatMap(opened -> clients.of(name).map(client -> webhooks(client, opened)));
    }

    private static ProviderWebhooks webhooks(Optional<ApiClient> client, List<SigningSecret> secrets) {
        Optional<Registrar> registrar =
                client.flatMap(found -> found.source().api().registrar());
        if (registrar.isEmpty()) {
            throw notSetUp("Webhooks of this source cannot be registered by calls: its provider has none for it, or"
                    + " the source is switched off, has no credentials, or its settings do not say where to call");
        }
        if (secrets.isEmpty()) {
            throw notSetUp("The source has no secret that requests could bring; POST one to its secrets");
        }
        return new ProviderWebhooks(client.get(), registrar.get(), secrets);
    }

    private static RuntimeException notSetUp(String detail) {
        return Problem.of(409, "not-set-up", "The source is not set up for this", detail)
                .asException();
    }
}
