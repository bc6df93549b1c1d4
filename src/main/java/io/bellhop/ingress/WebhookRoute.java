package io.bellhop.ingress;

import io.bellhop.webhook.Fields;
import io.bellhop.webhook.RawBody;
import io.bellhop.webhook.WebhookRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The webhook addresses, from socket to answer on the event loop. A route of its own rather than a resource, because the
 * body must stay bytes, be bounded while it arrives, and be cut off in time; {@code docs/adr} has the reasons.
 */
@Singleton
final class WebhookRoute {

    private final Sources sources;
    private final Ingress ingress;
    private final BodyReader bodies;
    private final WebhookAnswers answers;
    private final IngressConfig config;
    private final InstantSource clock;

    WebhookRoute(
            Sources sources,
            Ingress ingress,
            BodyReader bodies,
            WebhookAnswers answers,
            IngressConfig config,
            InstantSource clock) {
        this.sources = sources;
        this.ingress = ingress;
        this.bodies = bodies;
        this.answers = answers;
        this.config = config;
        this.clock = clock;
    }

    void register(@Observes Router router) {
        router.post("/webhooks/*").handler(this::toNamedSource);
        router.post("/webhook/*").handler(this::toEventNameSource);
        router.route("/webhooks/*").handler(answers::wrongMethod);
        router.route("/webhook/*").handler(answers::wrongMethod);
    }

    /** {@code /webhooks/{source}} and whatever follows: a token, a topic. */
    private void toNamedSource(RoutingContext context) {
        List<String> path = segments(context);
        receive(
                context,
                path.isEmpty() ? "" : path.get(0),
                path.subList(Math.min(1, path.size()), path.size()),
                "/webhooks/{source}");
    }

    /** {@code /webhook/{event-name}}, one address for each type of event. */
    private void toEventNameSource(RoutingContext context) {
        receive(context, config.eventNameSource(), segments(context), "/webhook/{event}");
    }

    private void receive(RoutingContext context, String name, List<String> path, String route) {
        HttpServerRequest http = context.request();
        Optional<ActiveSource> found = sources.named(name);
        Reception reception =
                answers.begin(context, found.map(ActiveSource::name).orElse(WebhookMetrics.NO_SOURCE), route);
        if (found.isEmpty()) {
            answers.unknownSource(reception);
            return;
        }
        ActiveSource source = found.get();
        Optional<Fields> query = query(http);
        if (query.isEmpty()) {
            answers.badRequest(reception);
            return;
        }
        bodies.read(http)
                .onSuccess(body -> Uni.createFrom()
                        .deferred(() -> ingress.receive(
                                source, request(source, path, query.get(), http, body), reception.trace()))
                        .subscribe()
                        .with(
                                outcome -> answers.outcome(reception, outcome),
                                failure -> answers.failure(reception, failure)))
                .onFailure(failure -> answers.failure(reception, failure));
    }

    /** Empty if it is not properly encoded. */
    private static Optional<Fields> query(HttpServerRequest http) {
        if (http.query() == null) {
            return Optional.of(Fields.none());
        }
        try {
            return Optional.of(Fields.of(new QueryStringDecoder(http.uri()).parameters()));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // its message quotes the address, which may hold a token
        }
    }

    WebhookRequest request(ActiveSource source, List<String> path, Fields query, HttpServerRequest http, RawBody body) {
        return new WebhookRequest(
                source.name(),
                path,
                query,
                Fields.of(http.headers()),
                body,
                clock.instant(),
                source.admission().asksForCertificate() ? ClientNames.of(http.connection()) : Set.of());
    }

    /** Decoded (the router has refused what is not properly encoded), without the first, which the route is for. */
    private static List<String> segments(RoutingContext context) {
        String[] raw = context.request().path().split("/");
        List<String> segments = new ArrayList<>(raw.length);
        for (int i = 2; i < raw.length; i++) {
            // A plus is a plus in a path; only forms mean a space by it.
            segments.add(QueryStringDecoder.decodeComponent(raw[i].replace("+", "%2B")));
        }
        return segments;
    }
}
