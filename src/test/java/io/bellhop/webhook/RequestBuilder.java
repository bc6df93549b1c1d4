package io.bellhop.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes webhook requests for tests. */
public final class RequestBuilder {

    /** The moment of the signature vectors. */
    public static final Instant NOW = Instant.ofEpochSecond(1780304105);

    private final RawBody body;
    private final List<String> path = new ArrayList<>();
    private final List<Map.Entry<String, String>> query = new ArrayList<>();
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();

    private RequestBuilder(RawBody body) {
        this.body = body;
    }

    public static RequestBuilder with(RawBody body) {
        return new RequestBuilder(body);
    }

    public static RequestBuilder with(byte[] body) {
        return new RequestBuilder(new RawBody(body));
    }

    public static RequestBuilder with(String body) {
        return with(body.getBytes(StandardCharsets.UTF_8));
    }

    public RequestBuilder path(String... segments) {
        path.addAll(List.of(segments));
        return this;
    }

    public RequestBuilder query(String name, String value) {
        query.add(new SimpleEntry<>(name, value));
        return this;
    }

    public RequestBuilder header(String name, String value) {
        headers.add(new SimpleEntry<>(name, value));
        return this;
    }

    public WebhookRequest build() {
        return new WebhookRequest("main", List.copyOf(path), Fields.of(query), Fields.of(headers), body, NOW);
    }
}
