package io.bellhop.egress;

import io.bellhop.egress.Destination.Forbidden;
import io.bellhop.egress.Destination.Reachable;
import io.bellhop.egress.Destination.Unknown;
import io.bellhop.egress.PostResult.Failed;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one POST: no redirects, no retries, no cookies, nothing unpacked. It goes to an address that has been checked just
 * before, or on a kept connection to that very address, while the certificate and the Host are those of the name.
 */
@Singleton
public final class Poster {

    private final VertxInternal vertx;
    private final Destinations destinations;
    private final Connections connections;
    private final Limits limits;

    Poster(Vertx vertx, Destinations destinations, Connections connections, Limits limits) {
        this.vertx = (VertxInternal) vertx;
        this.destinations = destinations;
        this.connections = connections;
        this.limits = limits;
    }

    /**
     * Never fails: whatever went wrong is the result. Takes no longer than {@code timeout}, however slowly the answer drips,
     * and cuts it off at {@code max-answer}. Each subscription is a request of its own; one that is cancelled is cut off.
     *
     * @param headers printable ASCII; none of those that say where the request goes or ends
     * @return on the Vert.x context that it is subscribed from if there is one, else on an event loop or the resolver's
     *     thread: nobody may block there
     */
    public Uni<PostResult> post(CallbackUrl url, Map<String, String> headers, Buffer body) {
        return Uni.createFrom().deferred(() -> {
            Context caller = Vertx.currentContext();
            Uni<PostResult> result = attempt(url, headers, body);
            return caller == null ? result : result.emitOn(command -> caller.runOnContext(nothing -> command.run()));
        });
    }

    private Uni<PostResult> attempt(CallbackUrl url, Map<String, String> headers, Buffer body) {
        Stopwatch watch = new Stopwatch();
        Optional<String> refusal = RequestHeaders.refusal(headers);
        if (refusal.isPresent()) {
            return Uni.createFrom().item(new Failed(Failure.INVALID_REQUEST, refusal.get(), watch.elapsed()));
        }
        return destinations.find(url).flatMap(destination -> {
            if (destination instanceof Forbidden forbidden) {
                return failed(Failure.FORBIDDEN_ADDRESS, forbidden.reason(), watch);
            }
            if (destination instanceof Unknown unknown) {
                return failed(Failure.DNS_FAILURE, unknown.reason(), watch);
            }
            RequestOptions options = options(url, ((Reachable) destination).pinned());
            headers.forEach(options::putHeader);
            return send(url, options, body, watch);
        });
    }

    private static Uni<PostResult> failed(Failure failure, String detail, Stopwatch watch) {
        return Uni.createFrom().item(new Failed(failure, detail, watch.elapsed()));
    }

    private static RequestOptions options(CallbackUrl url, InetAddress pinned) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(pinned, url.port())))
                .setHost(url.host())
                .setPort(url.port())
                .setSsl(url.isTls())
                .setURI(url.target())
                .setFollowRedirects(false);
    }

    private Uni<PostResult> send(CallbackUrl url, RequestOptions options, Buffer body, Stopwatch watch) {
        return Uni.createFrom().emitter(emitter -> {
            // A context of its own, so that exchanges spread over all event loops, whoever asks for them.
            PostExchange exchange = new PostExchange(vertx.createEventLoopContext(), limits, watch, emitter::complete);
            emitter.onTermination(exchange::abandon);
            exchange.begin(connections.to(url), options, body);
        });
    }
}
