package io.bellhop.outbound;

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
        Duration retryAfter = RetryAfter.parse(response.getHeaderString(HttpHeaders.RETRY_AFTER), clock.instant())
                .orElse(null);
        return new ApiFailureException(Http.kind(status), "answered " + status, retryAfter);
    }
}
