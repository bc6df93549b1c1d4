package io.bellhop.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.outbound.ApiFailureException.Kind;
import io.bellhop.provider.JsonBody;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.webhook.RawBody;
import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcResponseFilter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Brings the answer of a token endpoint into the form that the OIDC client reads, which knows fields at the top only: what
 * stands deeper is there under its JSON pointer, too. Any other answer fails here, where its status is known.
 */
@Singleton
@Unremovable
@OidcEndpoint(OidcEndpoint.Type.TOKEN)
final class TokenAnswer implements OidcResponseFilter {

    static final String EXPIRES_IN = "expires_in";

    private static final String ACCESS_TOKEN = "access_token";

    /** Where some keep it who have no {@code access_token}. */
    private static final String OTHERWISE = "/data/token";

    private final InstantSource clock;

    TokenAnswer(InstantSource clock) {
        this.clock = clock;
    }

    /** What to ask the client for. @param tokenField a JSON pointer; null for the usual places */
    static String property(String tokenField) {
        return tokenField == null ? ACCESS_TOKEN : tokenField;
    }

    @Override
    public Uni<Void> filter(OidcResponseFilterContext context) {
        int status = context.statusCode();
        if (status != 200 && status != 201) {
            return Uni.createFrom()
                    .failure(refusal(status, context.responseHeaders().get("Retry-After")));
        }
        return Uni.createFrom()
                .item(() -> flat(context.responseBody()))
                .invoke(flat -> context.responseBody(Buffer.buffer(JsonBody.canonical(flat))))
                .replaceWithVoid();
    }

    private ApiFailureException refusal(int status, String retryAfter) {
        Kind kind = Http.kind(status);
        Kind refused = kind == Kind.RATE_LIMITED || kind == Kind.UNAVAILABLE ? kind : Kind.CREDENTIALS_REFUSED;
        Duration wait = RetryAfter.parse(retryAfter, clock.instant()).orElse(null);
        return new ApiFailureException(refused, "the request for a token was answered " + status, wait);
    }

    private static JsonNode flat(Buffer body) {
        try {
            JsonNode answer = JsonBody.parse(new RawBody(body.getBytes()));
            if (answer instanceof ObjectNode object) {
                ObjectNode flat = object.deepCopy();
                copy(object, "", flat);
                if (!flat.hasNonNull(ACCESS_TOKEN) && flat.hasNonNull(OTHERWISE)) {
                    flat.set(ACCESS_TOKEN, flat.get(OTHERWISE));
                }
                return flat;
            }
        } catch (UnreadablePayloadException e) {
            // not an answer either way
        }
        throw new ApiFailureException(Kind.UNREADABLE, "the answer to the request for a token is no JSON object");
    }

    private static void copy(JsonNode from, String pointer, ObjectNode flat) {
        from.properties().forEach(field -> {
            String name = pointer + '/' + field.getKey().replace("~", "~0").replace("/", "~1");
            if (field.getValue().isObject()) {
                copy(field.getValue(), name, flat);
            } else if (field.getValue().isValueNode()) {
                flat.set(name, field.getValue());
            }
        });
    }
}
