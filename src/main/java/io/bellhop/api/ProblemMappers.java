package io.bellhop.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.bellhop.database.DatabaseFailure;
import io.bellhop.database.FaultTrace;
import io.bellhop.database.NoTurnException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a call of the API into a problem. */
final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private static final int UNAVAILABLE = 503;
    private static final int RETRY_AFTER_SECONDS = 5;

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        return response(e.problem()).build();
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response unauthorized(SecurityException e) {
        return response(Problem.of(
                        401, "unauthorized", "No valid API key", "Send Authorization: Bearer and an API key"))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"bellhop\"")
                .build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e) {
        return response(Problem.of(403, "forbidden", "This key may not do that", null))
                .build();
    }

    /**
     * The parser's own message quotes the input, so it stays here. JSON of another shape has to be named, since the framework
     * has an answer of its own for it.
     */
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    Response unreadable(JsonProcessingException e) {
        return response(Problem.badRequest("The body is not the JSON that this call takes"))
                .build();
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        Response.Status known = Response.Status.fromStatusCode(status);
        String detail = status == 400 ? "A parameter or the body is not what this call takes" : null;
        return response(Problem.of(status, "http-" + status, known == null ? "Error" : known.getReasonPhrase(), detail))
                .build();
    }

    /** Anybody can make a flood of these: it is counted, with all answers, and not logged. */
    @ServerExceptionMapper
    Response noTurn(NoTurnException e) {
        return response(Problem.unavailable("Too many calls come at once")).build();
    }

    /** What is the database's trouble is none of ours: whoever calls comes again. A NUL in a parameter, say, it takes in no text. */
    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        return switch (DatabaseFailure.of(e)) {
            case UNAVAILABLE -> {
                LOG.warnf("call.failed reason=%s", e);
                yield response(Problem.unavailable("The database does not answer"))
                        .build();
            }
            case DATA ->
                response(Problem.badRequest("A parameter has a value that cannot be"))
                        .build();
            case INTEGRITY, ELSEWHERE -> {
                LOG.errorf("call.failed fault=%s at=%s", FaultTrace.kinds(e), FaultTrace.frames(e));
                yield response(Problem.of(500, "internal", "Something went wrong here", "The log has the reason"))
                        .build();
            }
        };
    }

    private static Response.ResponseBuilder response(Problem problem) {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem.toJson());
        return problem.status() == UNAVAILABLE
                ? response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                : response;
    }
}
