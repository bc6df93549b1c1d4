package io.bellhop.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls the stand-in as whoever has the credential. */
record Browser(StandIn standIn, String header, String credential) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    static Browser nobody(StandIn standIn) {
        return new Browser(standIn, "X-Nobody", "nobody");
    }

    static Browser channex(StandIn standIn) {
        return new Browser(standIn, "user-api-key", Channex.API_KEY);
    }

    /** With a token of its own. */
    static Browser sevenRooms(StandIn standIn) {
        String form = "grant_type=client_credentials&client_id=" + SevenRooms.CLIENT_ID + "&client_secret="
                + SevenRooms.CLIENT_SECRET;
        HttpResponse<String> answer = nobody(standIn).form("/oauth/token", form);
        return new Browser(
                standIn, "Authorization", "Bearer " + Answered.of(answer).text("/access_token"));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> put(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    HttpResponse<String> form(String path, String form) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    HttpRequest.Builder request(String path) {
        String encoded = path.replace("[", "%5B").replace("]", "%5D");
        return HttpRequest.newBuilder(URI.create(standIn.url() + encoded))
                .timeout(Duration.ofSeconds(20))
                .header(header, credential);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return CLIENT.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
