package io.bellhop.processing;

import io.bellhop.change.Change;
import io.bellhop.database.FaultTrace;
import io.bellhop.event.Event;
import io.bellhop.event.NewEvent;
import io.bellhop.processing.KnownSources.KnownSource;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.state.Occurrence;
import io.bellhop.webhook.RawBody;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** What a batch of events means: their changes in the order they are to be applied, and the events that failed. */
record Translation(List<Occurrence<?>> changes, List<Failure> failures) {

    private static final Logger LOG = Logger.getLogger(Translation.class);

    /** Their meaning is not known, only that they came. */
    private static final Set<String> WITHOUT_MEANING = Set.of(NewEvent.UNREADABLE, NewEvent.UNKNOWN);

    /** Pure but for the log; takes some 20 µs an event, so not on the event loop. */
    static Translation of(
            List<Claimed> events, Map<String, KnownSource> sources, ProcessingConfig config, Instant now) {
        List<Occurrence<?>> changes = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (Claimed claimed : events) {
            Event event = claimed.event();
            try {
                translate(event, claimed.body(), sources.get(event.source()))
                        .forEach(change -> changes.add(new Occurrence<>(event, change)));
            } catch (UnreadablePayloadException e) {
                failures.add(Failure.setAside(event.id(), claimed.attempts(), e.getMessage()));
            } catch (UnknownSourceException e) {
                failures.add(Failure.of(event.id(), claimed.attempts(), e.getMessage(), config, now));
            } catch (RuntimeException e) {
                LOG.errorf("processing.fault event_id=%s at=%s", event.id(), FaultTrace.frames(e));
                failures.add(Failure.of(event.id(), claimed.attempts(), FaultTrace.reason(e), config, now));
            }
        }
        return new Translation(changes, failures);
    }

    static List<Change> translate(Event event, RawBody body, KnownSource source) throws UnreadablePayloadException {
        if (WITHOUT_MEANING.contains(event.type()) || event.source().equals(NewEvent.GATEWAY)) {
            return List.of();
        }
        if (source == null) {
            throw new UnknownSourceException("no usable source named \"" + event.source() + "\"");
        }
        return source.translator().translate(event, body);
    }
}
