package io.bellhop.ingress;

import io.bellhop.event.AppendResult;
import io.bellhop.event.InsertPerRequest;
import io.bellhop.event.NewEvent;
import io.bellhop.event.OrmPerRequest;
import io.bellhop.ingress.Ingress.Outcome;
import io.bellhop.signature.Verdict;
import io.bellhop.webhook.Fields;
import io.bellhop.webhook.WebhookRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** The bench's baselines: everything up to the store is the product's own, only the group commit is not. */
@Singleton
final class BaselineRoutes {

    private final Sources sources;
    private final WebhookRoute route;
    private final Ingress ingress;
    private final BodyReader bodies;
    private final WebhookAnswers answers;

    BaselineRoutes(Sources sources, WebhookRoute route, Ingress ingress, BodyReader bodies, WebhookAnswers answers) {
        this.sources = sources;
        this.route = route;
        this.ingress = ingress;
        this.bodies = bodies;
        this.answers = answers;
    }

    /** Stores one event and says so once it is committed. */
    private interface Store extends Function<NewEvent, Uni<AppendResult>> {}

    void register(@Observes Router router, InsertPerRequest inserts, OrmPerRequest orm, InstantSource clock) {
        register(router, "/bench/insert-per-request/:source", inserts::append, clock);
        register(router, "/bench/orm-per-request/:source", orm::append, clock);
    }

    private void register(Router router, String path, Store store, InstantSource clock) {
        router.post(path)
                .handler(context -> sources.named(context.pathParam("source"))
                        .ifPresentOrElse(
                                source -> receive(answers.begin(context, source.name(), path), source, store, clock),
                                () -> answers.unknownSource(answers.begin(context, WebhookMetrics.NO_SOURCE, path))));
    }

    private void receive(Reception reception, ActiveSource source, Store store, InstantSource clock) {
        HttpServerRequest http = reception.context().request();
        bodies.read(http)
                .onSuccess(body -> outcome(
                                source, route.request(source, List.of(), Fields.none(), http, body), store, clock)
                        .subscribe()
                        .with(
                                outcome -> answers.outcome(reception, outcome),
                                failure -> answers.failure(reception, failure)))
                .onFailure(failure -> answers.failure(reception, failure));
    }

    private Uni<Outcome> outcome(ActiveSource source, WebhookRequest request, Store store, InstantSource clock) {
        if (source.verify(request, clock.instant()) instanceof Verdict.Refused refusal) {
            return Uni.createFrom().item(new Outcome.Refused(refusal.reason(), true));
        }
        List<NewEvent> events = ingress.newEvents(Ingress.read(source, request, null), request);
        // The bench sends one event in a request.
        return store.apply(events.get(0)).map(result -> new Outcome.Kept(List.of(result)));
    }
}
