package io.bellhop.outbound;

import io.bellhop.outbound.ApiFailureException.Kind;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/** Turns every answer but 2xx into a failure. Its body stays unread: nobody knows what a provider writes into it. */
final class HttpAnswers implements ResponseExceptionMapper<ApiFailureException> {

    private final InstantSource clock;

    HttpAnswers(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        return status < 200 || status > 299;
    }

    @Override
    public ApiFailureException toThrowable(Response response) {
        int status = response.getStatus();
        if (status < 100) {
            // As the client tells of a connection that was not made, or broke.
            return new ApiFailureException(Kind.UNREACHABLE, "no answer");
        }
        Duration retryAfter = RetryAfter.parse(response.getHeaderString(HttpHeaders.RETRY_AFTER), clock.instant())
                .orElse(null);
        return new ApiFailureException(Http.kind(status), "answered " + status, retryAfter);
    }
}
