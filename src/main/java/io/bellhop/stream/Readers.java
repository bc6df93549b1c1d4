package io.bellhop.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The streams of this replica: so many and no more, each looked after until it ends. */
@Singleton
final class Readers {

    private static final Logger LOG = Logger.getLogger(Readers.class);

    private final Reading reading;
    private final StreamConfig config;
    private final Vertx vertx;
    private final StreamMetrics metrics;
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
    private long opened;
    private boolean stopped;

    Readers(Reading reading, StreamConfig config, Vertx vertx, MeterRegistry registry) {
        this.reading = reading;
        this.config = config;
        this.vertx = vertx;
        this.metrics = new StreamMetrics(registry, readers::size);
    }

    void start(@Observes StartupEvent event) {
        Duration shortest = Stream.of(config.heartbeat(), config.stall(), Duration.ofSeconds(4))
                .min(Duration::compareTo)
                .orElseThrow();
        vertx.setPeriodic(Math.max(1, shortest.toMillis() / 4), timer -> readers.forEach(Reader::tick));
    }

    /** Before requests under way are waited for: a stream would be waited for in vain. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        end();
    }

    void stop(@Observes ShutdownEvent event) {
        end();
    }

    /** Does not wait for any of them: who reads comes again, and resumes. */
    private void end() {
        List<Reader> open;
        synchronized (this) {
            stopped = true;
            open = List.copyOf(readers);
        }
        open.forEach(reader -> reader.end(Ending.STOPPED));
    }

    /** @param start null for what is stored from now on */
    synchronized Place open(Client client, Selection selection, Position start) {
        if (stopped) {
            return new Place.Elsewhere();
        }
        if (readers.size() >= config.maxReaders()) {
            return new Place.Full();
        }
        Reader reader = new Reader(++opened, this, client, selection, start);
        readers.add(reader);
        metrics.opened();
        return new Place.Given(reader);
    }

    Reading reading() {
        return reading;
    }

    StreamConfig config() {
        return config;
    }

    void sent() {
        metrics.sent();
    }

    /** Called once for each. */
    void ended(Reader reader, Ending ending, Duration after) {
        readers.remove(reader);
        metrics.ended(ending);
        LOG.infof(
                "stream.ended reader=%d events=%d reason=%s duration_ms=%d",
                reader.number(), reader.events(), ending, after.toMillis());
    }
}
