package io.bellhop.standin;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wiremock.com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Something that goes wrong, as it may at any provider.
 *
 * @param method null for any
 * @param path as in {@code /v1/venues}; a star stands for anything
 * @param times how many requests it hits; 0 for all until it is ended
 * @param status of the answer; 0 for the usual answer
 * @param retryAfter null for no such header
 * @param retryAfterAsDate whether that is told as a point in time
 * @param delay before the answer begins
 * @param endless whether the answer's body goes on: for 1 GiB, that is
 */
public record Trouble(
        String method,
        String path,
        int times,
        int status,
        Duration retryAfter,
        boolean retryAfterAsDate,
        Duration delay,
        boolean endless) {

    /** An error's body holds what must not be logged: what the caller showed, and a person. */
    static final String PERSON = "Petra Leckova, petra.leckova@example.com, +15555550199";

    /** Once, whatever is asked. */
    public static Trouble status(int status) {
        return new Trouble(null, "*", 1, status, null, false, Duration.ZERO, false);
    }

    /** Once, whatever is asked: the usual answer, late. */
    public static Trouble slow(Duration delay) {
        return new Trouble(null, "*", 1, 0, null, false, delay, false);
    }

    /** Once, whatever is asked: 200, and a body that does not end. */
    public static Trouble endlessBody() {
        return new Trouble(null, "*", 1, 200, null, false, Duration.ZERO, true);
    }

    public Trouble on(String path) {
        return on(method, path);
    }

    public Trouble on(String method, String path) {
        return new Trouble(method, path, times, status, retryAfter, retryAfterAsDate, delay, endless);
    }

    public Trouble times(int times) {
        return new Trouble(method, path, times, status, retryAfter, retryAfterAsDate, delay, endless);
    }

    /** In seconds. */
    public Trouble retryAfter(Duration wait) {
        return new Trouble(method, path, times, status, wait, false, delay, endless);
    }

    /** As the date that is so far away when the answer is given, in whole seconds. */
    public Trouble retryAfterDate(Duration wait) {
        return new Trouble(method, path, times, status, wait, true, delay, endless);
    }

    public Trouble after(Duration delay) {
        return new Trouble(method, path, times, status, retryAfter, retryAfterAsDate, delay, endless);
    }

    boolean hits(String askedMethod, String askedPath) {
        String pattern = Stream.of(path.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return (method == null || method.equals(askedMethod)) && askedPath.matches(pattern);
    }

    boolean isInsteadOfTheAnswer() {
        return status != 0;
    }

    Response answer(Asked asked, Instant now) {
        List<HttpHeader> headers = new ArrayList<>();
        headers.add(new HttpHeader("Content-Type", "application/json"));
        if (retryAfter != null) {
            headers.add(new HttpHeader("Retry-After", retryAfterAsDate ? date(now) : "" + retryAfter.toSeconds()));
        }
        Response.Builder answer = Response.response().status(status).headers(new HttpHeaders(headers));
        return endless
                ? answer.body(EndlessBody::new).build()
                : answer.body(error(asked)).build();
    }

    Response delayed(Response answer) {
        return Response.Builder.like(answer)
                .incrementInitialDelay(delay.toMillis())
                .build();
    }

    private String date(Instant now) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(now.plus(retryAfter).atOffset(ZoneOffset.UTC));
    }

    private String error(Asked asked) {
        Answer error = asked.path().startsWith("/api/") ? ChannexErrors.of(status) : SevenRooms.error(status);
        String shown = Stream.of("Authorization", "user-api-key")
                .map(asked::header)
                .filter(value -> value != null)
                .collect(Collectors.joining(", "));
        ObjectNode body = error.body().deepCopy();
        return body.put("about", PERSON).put("shown", shown).toString();
    }
}
