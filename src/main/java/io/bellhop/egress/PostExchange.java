package io.bellhop.egress;

import io.bellhop.egress.PostResult.Answered;
import io.bellhop.egress.PostResult.Failed;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One request and what comes back, until it ends or is cut off. All of it happens on one event loop. */
final class PostExchange {

    private static final int MAX_RETRY_AFTER_LENGTH = 100;
    private static final long LEAVE_QUEUE_MILLIS = 250;
    private static final int FIRST_FINAL_STATUS = 200;

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-7">RFC 9113, 7: error codes</a> */
    private static final long CANCEL = 8;

    private final Context context;
    private final Limits limits;
    private final Stopwatch watch;
    private final Consumer<PostResult> whenEnded;
    private final AnswerBody body = new AnswerBody();
    private HttpClientRequest request;
    private HttpClientResponse response;
    private boolean written;
    private boolean ended;
    private long timer;

    /** @param whenEnded told once, on the context's event loop */
    PostExchange(Context context, Limits limits, Stopwatch watch, Consumer<PostResult> whenEnded) {
        this.context = context;
        this.limits = limits;
        this.watch = watch;
        this.whenEnded = whenEnded;
    }

    /** From any thread. */
    void begin(HttpClient client, RequestOptions options, Buffer content) {
        context.runOnContext(nothing -> {
            Duration left = limits.timeout().minus(watch.elapsed());
            long leftMillis = Math.max(1, left.toMillis());
            timer = context.owner().setTimer(leftMillis, id -> outOfTime());
            // Who waits for a connection or a stream stops then, too, but a little later: many end at once, whose
            // streams go to those who wait, and the client loses one that it hands to somebody who just leaves.
            options.setConnectTimeout(leftMillis + LEAVE_QUEUE_MILLIS);
            open(client, options).onComplete(opened -> opened(opened, content));
        });
    }

    private static Future<HttpClientRequest> open(HttpClient client, RequestOptions options) {
        try {
            return client.request(options);
        } catch (IllegalStateException e) { // closed, since we are about to stop
            return Future.failedFuture(new IOException(e));
        }
    }

    /** Nobody waits for it any more. From any thread. */
    void abandon() {
        context.runOnContext(nothing -> {
            if (!ended) {
                outOfTime();
            }
        });
    }

    private void opened(AsyncResult<HttpClientRequest> opened, Buffer content) {
        if (opened.failed()) {
            fail(Cause.ofConnecting(opened.cause()));
            return;
        }
        request = opened.result();
        request.exceptionHandler(told -> {}); // by the response, too
        if (ended) {
            giveBack();
            return;
        }
        request.response().onComplete(this::answered);
        request.end(content).onComplete(this::written);
    }

    private void giveBack() {
        request.reset(CANCEL);
        if (request.version() == HttpVersion.HTTP_2) {
            replaceConnection();
        }
    }

    /**
     * A stream on which nothing was written counts as taken for as long as its connection lasts, so that goes, as soon as those have
     * ended that others have on it.
     */
    private void replaceConnection() {
        request.connection().shutdown(limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The one before it is not quite over, say, and more are not allowed; or the receiver wants no more. */
    private static boolean isWithoutAStream(Throwable failure) {
        return failure instanceof Http2Exception http2 && http2.error() != Http2Error.STREAM_CLOSED;
    }

    private void answered(AsyncResult<HttpClientResponse> answer) {
        if (ended) {
            return;
        }
        if (answer.failed()) {
            fail(Cause.of(answer.cause()));
            return;
        }
        answer.result().exceptionHandler(this::brokenOff);
        if (answer.result().statusCode() < FIRST_FINAL_STATUS) {
            fail(new Cause(Failure.INVALID_ANSWER, "its status is none that ends a request"));
            return;
        }
        response = answer.result();
        response.endHandler(nothing -> end(answered(false)));
        response.handler(this::received);
    }

    private void received(Buffer piece) {
        if (ended) {
            return;
        }
        body.add(piece);
        if (body.lengthBytes() > limits.maxAnswerBytes()) {
            end(answered(true));
        }
    }

    private void brokenOff(Throwable lost) {
        if (!ended) {
            end(answered(true));
        }
    }

    /** Mostly before there is an answer; but a receiver may answer what it has not read yet. */
    private void written(AsyncResult<Void> done) {
        written = true;
        if (done.failed() && isWithoutAStream(done.cause())) {
            replaceConnection();
        }
        if (ended) {
            context.owner().cancelTimer(timer);
        }
    }

    private void outOfTime() {
        if (ended) {
            request.reset(CANCEL);
        } else if (response != null) {
            end(answered(true));
        } else {
            fail(new Cause(
                    Failure.TIMEOUT, "no answer within " + limits.timeout().toMillis() + " ms"));
        }
    }

    private void fail(Cause cause) {
        end(new Failed(cause.failure(), cause.detail(), watch.elapsed()));
    }

    private Answered answered(boolean cutOff) {
        String retryAfter = response.getHeader(HttpHeaders.RETRY_AFTER);
        boolean sensible = retryAfter != null
                && retryAfter.length() <= MAX_RETRY_AFTER_LENGTH
                && retryAfter.chars().allMatch(c -> c >= ' ' && c <= '~');
        return new Answered(response.statusCode(), sensible ? retryAfter : null, body.head(), cutOff, watch.elapsed());
    }

    /** What is not over by itself is cut: of HTTP/1.1 the connection, of HTTP/2 the stream. */
    private void end(PostResult result) {
        if (ended) {
            return;
        }
        ended = true;
        boolean over = result instanceof Answered answer && !answer.cutOff();
        if (!over || written) {
            context.owner().cancelTimer(timer);
        }
        if (!over && request != null) {
            request.reset(CANCEL);
        }
        whenEnded.accept(result);
    }
}
