package io.bellhop.outbound;

import io.bellhop.outbound.ApiFailureException.Kind;
import io.bellhop.provider.ApiAccess.Authentication;
import io.bellhop.provider.ApiCall;
import io.bellhop.provider.JsonBody;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.UriBuilder;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** HTTP to one source's API: one request and no more, no retries, no redirects, an answer of bounded length. */
final class ApiConnection {

    private final ApiSource source;
    private final long maxAnswerBytes;
    private final Duration timeout;
    private final HttpApi http;

    ApiConnection(ApiSource source, OutboundConfig config, InstantSource clock) {
        this.source = source;
        this.timeout = config.timeout();
        this.maxAnswerBytes = config.maxAnswer().asLongValue();
        QuarkusRestClientBuilder builder = QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create(source.api().access().baseUrl()))
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .disableDefaultMapper(true)
                .userAgent("bellhop")
                .register(new HttpAnswers(clock));
        Map<String, String> headers = headers();
        builder.clientHeadersFactory((incoming, outgoing) -> {
            headers.forEach(outgoing::putSingle);
            return outgoing;
        });
        this.http = builder.build(HttpApi.class);
    }

    /** Those that are the same in every request. */
    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        Authentication authentication = source.api().access().authentication();
        if (authentication instanceof Authentication.Key key) {
            headers.put(key.header(), source.credentials().reveal(key.credential()));
        } else if (authentication instanceof Authentication.Basic basic) {
            String pair = source.credentials().reveal(basic.user())
                    + ':'
                    + source.credentials().reveal(basic.password());
            headers.put(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        } else if (authentication instanceof Authentication.ClientCredentials grant && grant.clientIdHeader() != null) {
            headers.put(grant.clientIdHeader(), source.credentials().reveal(grant.clientId()));
        }
        return headers;
    }

    /**
     * The answer's body, if it is 2xx.
     *
     * @param authorization null if it is none that changes
     * @return fails with an {@link ApiFailureException}
     */
    Uni<byte[]> exchange(ApiCall call, String authorization) {
        return Uni.createFrom()
                .deferred(() -> whole(send(call, authorization)))
                // Whoever has waited for long enough hangs up, too.
                .ifNoItem()
                .after(timeout)
                .failWith(() -> new ApiFailureException(Kind.TIMEOUT, "no whole answer within " + timeout))
                .onFailure(failure -> !(failure instanceof ApiFailureException))
                .transform(failure -> new ApiFailureException(Kind.UNREACHABLE, Http.reason(failure)));
    }

    private Multi<byte[]> send(ApiCall call, String authorization) {
        String url = url(call);
        String body = call.body() == null ? "" : JsonBody.canonical(call.body());
        return switch (call.method()) {
            case GET -> http.get(url, authorization);
            case POST -> http.post(url, authorization, body);
            case PUT -> http.put(url, authorization, body);
            case DELETE -> http.delete(url, authorization);
        };
    }

    private String url(ApiCall call) {
        UriBuilder builder = UriBuilder.fromUri(source.api().access().baseUrl());
        call.path().forEach(segment -> builder.segment("{s}").resolveTemplate("s", segment, true));
        Map<String, Object> values = new HashMap<>();
        call.query().forEach((name, value) -> {
            String variable = "q" + values.size();
            values.put(variable, value);
            builder.queryParam(name, "{" + variable + "}");
        });
        return builder.buildFromMap(values).toString();
    }

    /** What is still asked may fail. */
    void close() {
        try {
            ((Closeable) http).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Uni<byte[]> whole(Multi<byte[]> pieces) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        return pieces.onItem()
                .invoke(piece -> {
                    if (body.size() + piece.length > maxAnswerBytes) {
                        throw new ApiFailureException(
                                Kind.UNREADABLE, "answered more than " + maxAnswerBytes + " bytes");
                    }
                    body.writeBytes(piece);
                })
                .collect()
                .last()
                .map(last -> body.toByteArray());
    }
}
