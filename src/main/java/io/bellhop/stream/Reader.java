package io.bellhop.stream;

import io.bellhop.database.FaultTrace;
import io.bellhop.stream.Course.Next;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One stream. A message is sent when the client has taken the one before, and a page read when the last message of the one before
 * is sent. While the database is away the stream stays open, and reading is tried again. All of it happens on the request's own
 * context.
 */
final class Reader {

    private static final Logger LOG = Logger.getLogger(Reader.class);

    private final long number;
    private final Readers readers;
    private final Client client;
    private final Selection selection;
    private final Position start;
    private final Course course;
    private final Deque<StoredEvent> atHand = new ArrayDeque<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Runnable wake = () -> onContext(this::proceed);
    private final Backoff backoff = new Backoff();
    private final long openedNanos = System.nanoTime();
    private MultiEmitter<? super OutboundSseEvent> messages;

    /** None before it has joined those who look. */
    private long firstLook = Long.MAX_VALUE;

    private boolean begun;
    private boolean wanted;
    private boolean reading;
    private long sentNanos = openedNanos;
    private volatile long events;

    Reader(long number, Readers readers, Client client, Selection selection, Position start) {
        this.number = number;
        this.readers = readers;
        this.client = client;
        this.selection = selection;
        this.start = start;
        this.course = readers.reading().course(selection);
    }

    long number() {
        return number;
    }

    long events() {
        return events;
    }

    /** To be subscribed to once; each message is written when it is asked for. */
    Multi<OutboundSseEvent> messages() {
        return Multi.createFrom()
                .<OutboundSseEvent>emitter(
                        emitter -> client.context().runOnContext(unused -> attach(emitter)),
                        BackPressureStrategy.BUFFER)
                .onRequest()
                .invoke(count -> onContext(this::taken))
                .onCancellation()
                .invoke(() -> end(Ending.CLIENT_LEFT));
    }

    /** At most once, whoever is first. The place is free when this returns. */
    void end(Ending ending) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        readers.reading().tail().leave(wake);
        readers.ended(this, ending, Duration.ofNanos(System.nanoTime() - openedNanos));
        client.context().runOnContext(unused -> close(ending));
    }

    private void close(Ending ending) {
        atHand.clear();
        if (ending == Ending.STOPPED) {
            complete();
        } else if (ending != Ending.CLIENT_LEFT) {
            client.response().reset();
        }
    }

    /** One that is not attached yet is completed when it is. Something is always sent: without it, no answer is begun. */
    private void complete() {
        if (messages == null) {
            return;
        }
        if (!begun) {
            messages.emit(client.messages().elsewhere(start));
        }
        messages.complete();
    }

    /** To be called a few times within a heartbeat. */
    void tick() {
        onContext(() -> {
            long silent = System.nanoTime() - sentNanos;
            if (!wanted && silent >= readers.config().stall().toNanos()) {
                end(Ending.STALLED);
            } else if (wanted
                    && messages != null
                    && silent >= readers.config().heartbeat().toNanos()) {
                send(client.messages().comment("nothing new", begun ? course.position() : null));
            } else {
                proceed();
            }
        });
    }

    private void onContext(Runnable action) {
        client.context().runOnContext(unused -> {
            if (ended.get()) {
                return;
            }
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.errorf("stream.fault reader=%d fault=%s at=%s", number, FaultTrace.kinds(e), FaultTrace.frames(e));
                end(Ending.FAULT);
            }
        });
    }

    private void attach(MultiEmitter<? super OutboundSseEvent> emitter) {
        messages = emitter;
        if (ended.get()) {
            complete();
        } else {
            onContext(this::open);
        }
    }

    private void open() {
        firstLook = readers.reading().tail().join(wake);
        if (ended.get()) {
            readers.reading().tail().leave(wake);
        }
        proceed();
    }

    private void taken() {
        wanted = true;
        proceed();
    }

    /** Until there is nothing to do but wait: for the client, the store, or an event. */
    private void proceed() {
        boolean on = true;
        while (on && messages != null && wanted && !reading) {
            on = begun ? advance() : begin();
        }
    }

    private boolean begin() {
        readers.reading().tail().latest(firstLook).ifPresent(now -> {
            Position from = start == null ? Position.at(now) : start.within(now);
            course.begin(from);
            begun = true;
            send(readers.reading()
                    .gapAfter(from)
                    .map(oldest -> client.messages().gap(oldest, from))
                    .orElseGet(() -> client.messages().comment("from here", from)));
        });
        return begun;
    }

    /** @return whether there may be more to do */
    private boolean advance() {
        if (!atHand.isEmpty()) {
            sendEvent(atHand.remove());
            return true;
        }
        if (!backoff.isOver()) {
            return false;
        }
        Next next = course.next();
        if (next instanceof Next.Nothing nothing) {
            return enter(nothing.at());
        }
        if (next instanceof Next.Heads heads) {
            read(readers.reading().heads(heads, selection), course::found);
        } else if (next instanceof Next.Events page) {
            read(readers.reading().events(page, selection), found -> {
                course.read(page.heads());
                atHand.addAll(found);
            });
        }
        return false;
    }

    private boolean enter(Mark at) {
        return readers.reading()
                .tail()
                .since(at)
                .map(step -> {
                    course.enter(step);
                    return true;
                })
                .orElse(false);
    }

    private <T> void read(Uni<T> query, Consumer<T> use) {
        reading = true;
        query.subscribe()
                .with(
                        found -> onContext(() -> {
                            reading = false;
                            backoff.succeeded();
                            use.accept(found);
                            proceed();
                        }),
                        failure -> onContext(() -> notRead(failure)));
    }

    private void notRead(Throwable failure) {
        reading = false;
        long retryInMillis = backoff.failed().toMillis();
        LOG.warnf("stream.not_read reader=%d retry_in_ms=%d reason=%s", number, retryInMillis, failure);
    }

    private void sendEvent(StoredEvent event) {
        course.sent(event);
        events++;
        readers.sent();
        send(client.messages().event(event, course.position()));
    }

    private void send(OutboundSseEvent message) {
        wanted = false;
        sentNanos = System.nanoTime();
        messages.emit(message);
    }
}
