package io.bellhop.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.bellhop.outbound.ApiConnections.Opened;
import io.bellhop.outbound.ApiFailureException.Kind;
import io.bellhop.provider.ApiAccess.Authentication.ClientCredentials;
import io.bellhop.provider.ApiCall;
import io.bellhop.provider.JsonBody;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.telemetry.TraceParent;
import io.bellhop.webhook.RawBody;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.jboss.logging.Logger;

/**
 * Calls the API of one source's provider: within its limits, with a token that is good, and again if that may help. The one
 * place where a call is retried. Safe for use by many threads, and blocks none.
 */
public final class ApiClient {

    private static final Logger LOG = Logger.getLogger(ApiClient.class);

    private final ApiSource source;
    private final Opened opened;
    private final Guards guards;
    private final CallBudget budget;
    private final ApiRecord record;

    ApiClient(ApiSource source, Opened opened, Guards guards, CallBudget budget, ApiRecord record) {
        this.source = source;
        this.opened = opened;
        this.guards = guards;
        this.budget = budget;
        this.record = record;
    }

    public ApiSource source() {
        return source;
    }

    /**
     * Makes the call, and again as often as it may help.
     *
     * @return the answer, on a worker thread; JSON's null for an empty one. Fails with an {@link ApiFailureException}, or as the
     *     database does, which keeps the limits
     */
    public Uni<JsonNode> call(ApiCall call) {
        return call(call, null);
    }

    /** @param trace that the call belongs to; null for none */
    public Uni<JsonNode> call(ApiCall call, String trace) {
        return Uni.createFrom().deferred(() -> recorded(call, record.begin(source, call, trace)));
    }

    private Uni<JsonNode> recorded(ApiCall call, Span span) {
        return guards.again(call, () -> attempt(call))
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(ApiClient::json)
                .onFailure(ApiFailureException.class)
                .transform(failure -> named(call, failure, span))
                .onItemOrFailure()
                .invoke((answer, failure) -> record.ended(source, span, failure));
    }

    private Uni<byte[]> attempt(ApiCall call) {
        if (opened.tokens().isEmpty()) {
            return send(call, null);
        }
        Tokens tokens = opened.tokens().get();
        return tokens.current()
                .flatMap(token -> send(call, authorization(token))
                        .onFailure(ApiClient::isUnauthorized)
                        .recoverWithUni(
                                () -> tokens.insteadOf(token).flatMap(other -> send(call, authorization(other)))));
    }

    private String authorization(Token token) {
        ClientCredentials grant = (ClientCredentials) source.api().access().authentication();
        return grant.prefix() + token.value();
    }

    private static boolean isUnauthorized(Throwable failure) {
        return failure instanceof ApiFailureException api && api.kind() == Kind.CREDENTIALS_REFUSED;
    }

    /** One request, when its time has come. */
    private Uni<byte[]> send(ApiCall call, String authorization) {
        return guards.unlessOpen(() -> myTime().flatMap(begin ->
                        guards.request(() -> opened.connection().exchange(call, authorization))))
                .onItemOrFailure()
                .invoke((answer, failure) -> record.attempted(source, failure))
                .onFailure()
                .call(this::slowDown);
    }

    /** One that is too far away is not waited for: whoever waits keeps others from their work. */
    private Uni<Void> myTime() {
        return budget.take(source.budget(), source.api().access().callsPerMinute())
                .flatMap(wait -> {
                    if (wait.compareTo(guards.maxWait()) > 0) {
                        throw new ApiFailureException(Kind.RATE_LIMITED, "not asked before its time", wait);
                    }
                    Uni<Void> now = Uni.createFrom().voidItem();
                    return wait.isZero() ? now : now.onItem().delayIt().by(wait);
                });
    }

    /** What a provider asks of one call it means for all with the same credentials, on every replica. */
    private Uni<Void> slowDown(Throwable failure) {
        if (failure instanceof ApiFailureException api && api.kind() == Kind.RATE_LIMITED) {
            return api.retryAfter()
                    .map(wait -> budget.pause(source.budget(), wait))
                    .orElseGet(() -> Uni.createFrom().voidItem());
        }
        return Uni.createFrom().voidItem();
    }

    private static JsonNode json(byte[] body) {
        if (body.length == 0) {
            return NullNode.instance;
        }
        try {
            return JsonBody.parse(new RawBody(body));
        } catch (UnreadablePayloadException e) {
            throw new ApiFailureException(Kind.UNREADABLE, "answered what is " + e.getMessage());
        }
    }

    /** What is refused is said here, once for a call, whether its token or the call itself was. */
    private ApiFailureException named(ApiCall call, ApiFailureException failure, Span span) {
        String what = call + ": ";
        if (failure.kind() == Kind.CREDENTIALS_REFUSED) {
            LOG.errorf(
                    "api.credentials_refused source=%s call=\"%s\"%s",
                    source.name(), call, TraceParent.field(TraceParent.of(span)));
            what += ApiFailureException.CREDENTIALS_REFUSED;
        }
        return new ApiFailureException(
                failure.kind(),
                what + failure.getMessage(),
                failure.retryAfter().orElse(null));
    }
}
