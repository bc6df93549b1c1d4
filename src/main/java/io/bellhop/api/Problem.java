package io.bellhop.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.json.JsonObject;

/**
 * An error answer.
 *
 * @param type stable, for programs: {@code urn:bellhop:problem:} and a short name
 * @param status the HTTP status, repeated for readers of the body alone
 * @param detail what to do about it, in our words only; may be null
 * @param field of the body that is at fault; null if it is none, or not one alone
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail, String field) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(int status, String name, String title, String detail) {
        return new Problem("urn:bellhop:problem:" + name, title, status, detail, null);
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

    /**
     * A field of the body that cannot be as it is.
     *
     * @param field null if it is none alone
     * @param detail what it takes, as in {@code takes true or false}: the field's name is put before it
     */
    public static Problem unprocessable(String field, String detail) {
        return new Problem(
                "urn:bellhop:problem:unprocessable",
                "A field is not as it should be",
                422,
                field == null ? detail : field + ": " + detail,
                field);
    }

    public static Problem unavailable(String detail) {
        return of(503, "unavailable", "Not available just now; try again", detail);
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }

    public String toJson() {
        JsonObject json = new JsonObject().put("type", type).put("title", title).put("status", status);
        if (detail != null) {
            json.put("detail", detail);
        }
        return (field == null ? json : json.put("field", field)).encode();
    }
}
