package io.bellhop.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of the stream, which reads as the standard says. */
public final class EventStream implements AutoCloseable {

    private static final int SECONDS = 15;

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> comments = new LinkedBlockingQueue<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String lastId;

    private EventStream(HttpResponse<InputStream> response) {
        this.response = response;
    }

    /** @param event its type @param data lines joined by line feeds @param id to resume from */
    public record Message(String event, String data, String id) {}

    /** Returns when the gateway has said from where it reads. @param lastEventId null for none */
    public static EventStream open(String url, String key, String lastEventId) {
        return open(HttpClient.Version.HTTP_1_1, url, key, lastEventId);
    }

    static EventStream open(HttpClient.Version version, String url, String key, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + key);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            EventStream stream = new EventStream(HttpClient.newBuilder()
                    .version(version)
                    .build()
                    .send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
            assertThat(stream.response.statusCode()).isEqualTo(200);
            Thread reader = new Thread(stream::read, "event-stream");
            reader.setDaemon(true);
            reader.start();
            assertThat(stream.begun.await(SECONDS, TimeUnit.SECONDS))
                    .as("it begins")
                    .isTrue();
            return stream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String event = null;
            List<String> data = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int colon = line.indexOf(':');
                String value = line.substring(colon + 1);
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        messages.add(new Message(event, String.join("\n", data), lastId));
                    }
                    begun.countDown();
                    event = null;
                    data.clear();
                } else if (colon == 0) {
                    comments.add(value);
                } else if (line.startsWith("id:")) {
                    lastId = value;
                } else if (line.startsWith("event:")) {
                    event = value;
                } else if (line.startsWith("data:")) {
                    data.add(value);
                } else {
                    throw new AssertionError("not a field: " + line);
                }
            }
        } catch (IOException e) {
            // The one side or the other has closed it.
        } finally {
            ended.countDown();
        }
    }

    public Message next() {
        try {
            Message message = messages.poll(SECONDS, TimeUnit.SECONDS);
            assertThat(message).as("a message").isNotNull();
            return message;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What it has got and was not asked for. */
    List<Message> rest() {
        return new ArrayList<>(messages);
    }

    void awaitComments(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            assertThat(comments.poll(SECONDS, TimeUnit.SECONDS)).isNotNull();
        }
    }

    public boolean awaitEnd() throws InterruptedException {
        return ended.await(SECONDS, TimeUnit.SECONDS);
    }

    /** Of the last message, whether it told an event or not. */
    public String lastId() {
        return lastId;
    }

    HttpHeaders headers() {
        return response.headers();
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
