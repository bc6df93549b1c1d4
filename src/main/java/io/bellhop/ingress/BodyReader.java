package io.bellhop.ingress;

import io.bellhop.api.Problem;
import io.bellhop.webhook.RawBody;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/** Reads request bodies whole or not at all: bounded in size, in time, and in what all of them together hold in memory. */
@Singleton
final class BodyReader {

    private static final long UNCOUNTED_BYTES = 16 * 1024;

    private final Vertx vertx;
    private final long maxBytes;
    private final long maxReadingBytes;
    private final long timeoutMillis;
    private final AtomicLong readingBytes = new AtomicLong();

    BodyReader(Vertx vertx, IngressConfig config) {
        this.vertx = vertx;
        this.maxBytes = config.maxBody().asLongValue();
        this.maxReadingBytes = config.maxReading().asLongValue();
        this.timeoutMillis = config.readTimeout().toMillis();
    }

    /**
     * On the request's event loop, and before anything of the body has been lost: at once when the request is handed over.
     *
     * @return fails with a {@link io.bellhop.api.ProblemException} for 413, 408 or 503, or with whatever broke the connection
     */
    Future<RawBody> read(HttpServerRequest request) {
        if (declaredBytes(request) > maxBytes) {
            return Future.failedFuture(tooLarge().asException());
        }
        Reading reading = new Reading(request);
        reading.start();
        return reading.whole.future();
    }

    /** -1 if the request does not say, as a chunked one does not. */
    private static long declaredBytes(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return -1; // the HTTP decoder refuses it
        }
    }

    private Problem tooLarge() {
        return Problem.of(413, "too-large", "The body is too large", "At most " + maxBytes + " bytes are taken");
    }

    /** One body on its way in. Confined to its event loop. */
    private final class Reading {

        private final HttpServerRequest request;
        private final Promise<RawBody> whole = Promise.promise();
        private final long timer;
        private Buffer body = Buffer.buffer(0);
        private long heldBytes;

        Reading(HttpServerRequest request) {
            this.request = request;
            this.timer = vertx.setTimer(
                    timeoutMillis,
                    fired -> fail(Problem.of(
                                    408,
                                    "too-slow",
                                    "The body took too long",
                                    "It must be here within " + timeoutMillis + " ms")
                            .asException()));
        }

        void start() {
            request.handler(this::add);
            request.endHandler(end -> complete());
            request.exceptionHandler(this::fail);
        }

        private void add(Buffer chunk) {
            if (whole.future().isComplete()) {
                return; // refused already; the rest is let go
            }
            long before = Math.max(0, heldBytes - UNCOUNTED_BYTES);
            heldBytes += chunk.length();
            long counted = Math.max(0, heldBytes - UNCOUNTED_BYTES) - before;
            if (counted > 0 && readingBytes.addAndGet(counted) > maxReadingBytes) {
                fail(Problem.unavailable("Too many bodies are being read at once")
                        .asException());
            } else if (heldBytes > maxBytes) {
                fail(tooLarge().asException());
            } else {
                body = body.length() == 0 ? chunk : body.appendBuffer(chunk);
            }
        }

        private void complete() {
            release();
            whole.tryComplete(new RawBody(body.getBytes()));
        }

        private void fail(Throwable reason) {
            release();
            body = Buffer.buffer(0);
            whole.tryFail(reason);
        }

        private void release() {
            vertx.cancelTimer(timer);
            readingBytes.addAndGet(-Math.max(0, heldBytes - UNCOUNTED_BYTES));
            heldBytes = 0;
        }
    }
}
