package io.bellhop.provider.channex;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.event.IdempotencyKey;
import io.bellhop.provider.ApiCall;
import io.bellhop.provider.Envelope;
import io.bellhop.provider.Feed;
import io.bellhop.provider.FeedItem;
import io.bellhop.provider.UnreadablePayloadException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The messages of each thread. Neither list can be narrowed by time, so it is only pulled when it is asked for. */
record ChannexMessageFeed(ChannexPages pages) implements Feed {

    static final String PROVIDER_TYPE = "message";

    private static final String THREADS = "message_threads";
    private static final int PATH_OF_MESSAGES = 3;

    /** Each pull finds all messages again, however old. */
    private static final Duration KEY_LIFETIME = Duration.ofDays(3650);

    @Override
    public String name() {
        return ChannexApi.MESSAGES;
    }

    @Override
    public Optional<Duration> every() {
        return Optional.empty();
    }

    @Override
    public List<ApiCall> first(Ask ask) {
        return List.of(pages.first(ask.venue(), THREADS));
    }

    /** A thread is no event; its messages are. */
    @Override
    public List<FeedItem> read(ApiCall asked, JsonNode answer) throws UnreadablePayloadException {
        JsonNode entries = ChannexPages.entries(answer);
        List<FeedItem> items = new ArrayList<>();
        if (isOfMessages(asked)) {
            entries.forEach(
                    json -> items.add(item(ChannexEntry.of(json), asked.path().get(1))));
        }
        return items;
    }

    private static FeedItem item(ChannexEntry message, String thread) {
        if (message.id() == null) {
            return message.withoutId(PROVIDER_TYPE);
        }
        message.supply("message_thread_id", thread);
        Envelope envelope = new Envelope(
                IdempotencyKey.of("channex", "message", message.id()),
                KEY_LIFETIME,
                ChannexType.of(PROVIDER_TYPE, null),
                PROVIDER_TYPE,
                message.subject(),
                message.moment("inserted_at"),
                message.body());
        return new FeedItem.Keyed(envelope, null);
    }

    @Override
    public List<ApiCall> next(ApiCall asked, JsonNode answer, int left) {
        List<ApiCall> calls = new ArrayList<>();
        if (!isOfMessages(asked)) {
            for (JsonNode json : answer.path("data")) {
                String thread = ChannexEntry.of(json).id();
                if (ChannexEntry.isUuid(thread)) {
                    calls.add(pages.first(null, THREADS, thread, "messages"));
                }
            }
        }
        calls.addAll(pages.following(asked, answer));
        return calls;
    }

    private static boolean isOfMessages(ApiCall asked) {
        return asked.path().size() == PATH_OF_MESSAGES;
    }
}
