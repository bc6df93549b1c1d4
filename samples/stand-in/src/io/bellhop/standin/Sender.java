package io.bellhop.standin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Sends webhooks: once, no redirects, no retries. */
final class Sender {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIME_LIMIT)
            .build();

    /** Never fails: no answer is a result. */
    Sent post(String url, Map<String, String> headers, String body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(TIME_LIMIT)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            headers.forEach(request::header);
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Sent(answer.statusCode(), answer.body());
        } catch (IOException | IllegalArgumentException e) {
            return new Sent(0, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Sent(0, "");
        }
    }
}
