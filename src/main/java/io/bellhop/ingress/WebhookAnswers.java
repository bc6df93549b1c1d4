package io.bellhop.ingress;

import io.bellhop.api.Problem;
import io.bellhop.api.ProblemException;
import io.bellhop.database.FaultTrace;
import io.bellhop.event.AppendResult;
import io.bellhop.event.StoreUnavailableException;
import io.bellhop.ingress.WebhookMetrics.Outcome;
import io.bellhop.telemetry.TraceParent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** What senders are told; each request is counted here, once, under how it ended. */
@Singleton
final class WebhookAnswers {

    private static final Logger LOG = Logger.getLogger(WebhookAnswers.class);

    private static final int TOO_SLOW = 408;

    /** How long the rest of a refused body is still let in, so that the sender gets to read its answer. */
    private static final long LINGER_MILLIS = 5000;

    private final Vertx vertx;
    private final WebhookRecord record;
    private final Duration retryAfter;

    WebhookAnswers(Vertx vertx, WebhookRecord record, IngressConfig config) {
        this.vertx = vertx;
        this.record = record;
        this.retryAfter = config.retryAfter();
    }

    /** @param route without whatever may be a token */
    Reception begin(RoutingContext context, String source, String route) {
        return record.begin(context, source, route);
    }

    void outcome(Reception reception, Ingress.Outcome outcome) {
        RoutingContext context = reception.context();
        if (outcome instanceof Ingress.Outcome.Kept kept) {
            boolean stored = kept.events().stream().anyMatch(AppendResult.Stored.class::isInstance);
            record.ended(reception, stored ? Outcome.STORED : Outcome.DUPLICATE);
            accepted(context, kept);
        } else if (outcome instanceof Ingress.Outcome.OverLimit overLimit) {
            record.ended(reception, Outcome.RATE_LIMITED);
            retryAfter(context, overLimit.retryAfter());
            problem(context, Problem.of(429, "rate-limited", "More than this source may send", null));
        } else if (outcome instanceof Ingress.Outcome.Refused refused) {
            record.refused(reception, refused.reason());
            String detail = refused.complete()
                    ? "It was kept for a second look"
                    : "Only the head of its body was kept: it can be looked at, but not accepted later";
            problem(context, Problem.of(401, "not-genuine", "Not proved genuine", detail));
        } else if (outcome instanceof Ingress.Outcome.NotKept) {
            record.ended(reception, Outcome.NOT_KEPT);
            retryAfter(context, retryAfter);
            problem(context, Problem.unavailable("It was not stored; please send it again"));
        }
    }

    private static void accepted(RoutingContext context, Ingress.Outcome.Kept kept) {
        JsonArray events = new JsonArray();
        for (AppendResult result : kept.events()) {
            AcceptedEvent event = AcceptedEvent.of(result);
            events.add(new JsonObject().put("id", event.id().toString()).put("duplicate", event.duplicate()));
        }
        context.response()
                .setStatusCode(202)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(new JsonObject().put("events", events).toBuffer());
    }

    void unknownSource(Reception reception) {
        record.ended(reception, Outcome.UNKNOWN_SOURCE);
        problem(reception.context(), Problem.of(404, "unknown-source", "There is no such source", null));
    }

    void badRequest(Reception reception) {
        record.ended(reception, Outcome.BAD_REQUEST);
        problem(reception.context(), Problem.badRequest("The query is not properly encoded"));
    }

    void wrongMethod(RoutingContext context) {
        context.response().putHeader(HttpHeaders.ALLOW, "POST");
        problem(context, Problem.of(405, "wrong-method", "Webhooks come by POST", null));
    }

    /** For a body that did not come whole, and for events that could not be kept. */
    void failure(Reception reception, Throwable failure) {
        RoutingContext context = reception.context();
        if (failure instanceof ProblemException expected) {
            record.ended(reception, Outcome.of(expected.problem().status()));
            if (expected.problem().status() == 503) {
                retryAfter(context, retryAfter);
            }
            problem(context, expected.problem());
        } else if (failure instanceof StoreUnavailableException) {
            record.ended(reception, Outcome.SHED);
            retryAfter(context, retryAfter);
            problem(context, Problem.unavailable("It was not stored; please send it again"));
        } else if (!context.request().isEnded()) {
            record.ended(reception, Outcome.ABORTED);
        } else {
            LOG.errorf(
                    "webhook.failed source=%s%s fault=%s at=%s",
                    reception.source(),
                    TraceParent.field(reception.trace()),
                    FaultTrace.kinds(failure),
                    FaultTrace.frames(failure));
            record.ended(reception, Outcome.FAILED);
            problem(context, Problem.of(500, "internal", "Something went wrong here", null));
        }
    }

    private static void retryAfter(RoutingContext context, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }

    private void problem(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        boolean bodyToCome = !context.request().isEnded();
        if (bodyToCome && context.request().version() != HttpVersion.HTTP_2) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(problem.toJson())
                .onComplete(sent -> {
                    if (problem.status() == TOO_SLOW) {
                        hangUp(context.request());
                    }
                });
        if (bodyToCome) {
            letTheRestIn(context.request());
        }
    }

    private static void hangUp(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            request.connection().close();
        }
    }

    /** To hang up at once would, on many systems, take the answer from the sender too. */
    private void letTheRestIn(HttpServerRequest request) {
        long timer = vertx.setTimer(LINGER_MILLIS, fired -> hangUp(request));
        request.handler(discarded -> {});
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            hangUp(request);
        });
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.resume();
    }
}
