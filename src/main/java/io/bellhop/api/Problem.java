package io.bellhop.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.json.JsonObject;

/**
 * An error answer.
 *
 * @param type stable, for programs: {@code urn:bellhop:problem:} and a short name
 * @param status the HTTP status, repeated for readers of the body alone
 * @param detail what to do about it, in our words only; may be null
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(int status, String name, String title, String detail) {
        return new Problem("urn:bellhop:problem:" + name, title, status, detail);
    }

    public static Problem badRequest(String detail) {
        return of(400, "bad-request", "The request is not as it should be", detail);
    }

    public static Problem notFound(String detail) {
        return of(404, "not-found", "There is no such thing", detail);
    }

    public static Problem conflict(String detail) {
        return of(409, "conflict", "It is not in a state that allows this", detail);
    }

    public static Problem unavailable(String detail) {
        return of(503, "unavailable", "Not available just now; try again", detail);
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }

    public String toJson() {
        JsonObject json = new JsonObject().put("type", type).put("title", title).put("status", status);
        return (detail == null ? json : json.put("detail", detail)).encode();
    }
}
