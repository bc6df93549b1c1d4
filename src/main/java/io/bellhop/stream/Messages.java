package io.bellhop.stream;

import io.bellhop.delivery.CloudEventBody;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What is sent, in the shape of server-sent events.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">Server-sent events</a>
 */
final class Messages {

    private static final String GAP = "stream.gap";

    private final Sse sse;

    Messages(Sse sse) {
        this.sse = sse;
    }

    /**
     * Line breaks, which JSON has between its tokens only, are made line feeds here: the framework makes a data line of what
     * is before and after each, but takes a carriage return and a line feed for two.
     */
    OutboundSseEvent event(StoredEvent stored, Position position) {
        String json = new String(CloudEventBody.of(stored.event(), null, stored.body()), StandardCharsets.UTF_8);
        return sse.newEventBuilder()
                .id(position.toString())
                .name(stored.event().type())
                .data(json.indexOf('\r') < 0 ? json : json.replace("\r\n", "\n").replace('\r', '\n'))
                .build();
    }

    /** A comment; the position is noted by clients without an event being told. @param position null if there is none yet */
    OutboundSseEvent comment(String text, Position position) {
        OutboundSseEvent.Builder builder = sse.newEventBuilder().comment(text);
        return (position == null ? builder : builder.id(position.toString())).build();
    }

    /** All that a stream says that ends before it has begun. @param start null if the client named none */
    OutboundSseEvent elsewhere(Position start) {
        return comment("read on elsewhere", start);
    }

    /** Events after the position may have passed their retention unsent. */
    OutboundSseEvent gap(Instant oldest, Position position) {
        return sse.newEventBuilder()
                .id(position.toString())
                .name(GAP)
                .data(new JsonObject().put("oldest", oldest.toString()).encode())
                .build();
    }
}
