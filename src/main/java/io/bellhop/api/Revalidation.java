package io.bellhop.api;

import io.bellhop.signature.Sha256;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Answers that a caller may keep, asking each time whether they still hold: 304 if they do. */
public final class Revalidation {

    private static final String BY_THE_CALLER_AFTER_ASKING = "private, no-cache";

    private Revalidation() {}

    /** @param content what has to be the same for an answer that was kept to hold; callers see only its hash */
    public static <T> ResponseBuilder<T> answer(Request request, T answer, String content) {
        String hash = Sha256.hex(content);
        EntityTag tag = new EntityTag(hash, true);
        Response.ResponseBuilder unmet = request.evaluatePreconditions(tag);
        if (unmet == null) {
            // It takes the same tag, once weak and once strong, for two; If-None-Match does not.
            unmet = request.evaluatePreconditions(new EntityTag(hash));
        }
        ResponseBuilder<T> response = unmet == null
                ? ResponseBuilder.ok(answer)
                : ResponseBuilder.create(
                        RestResponse.Status.fromStatusCode(unmet.build().getStatus()));
        return response.tag(tag).header(HttpHeaders.CACHE_CONTROL, BY_THE_CALLER_AFTER_ASKING);
    }
}
