package io.bellhop.ingress;

import io.bellhop.change.PullNeeded;
import io.bellhop.database.FaultTrace;
import io.bellhop.event.AppendResult;
import io.bellhop.event.NewEvent;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.pull.PullRequests;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Heeds a provider's warning that it waits for our acknowledgement also when it is of what we know: then it is just that which
 * is missing. New ones are heeded when they are processed.
 */
@Singleton
final class RepeatedWarnings {

    private static final Logger LOG = Logger.getLogger(RepeatedWarnings.class);

    private final PullRequests pulls;

    RepeatedWarnings(PullRequests pulls) {
        this.pulls = pulls;
    }

    /** Returns at once; should it fail, the feed's schedule comes to it as well. */
    void heed(ActiveSource source, List<NewEvent> events, List<AppendResult> results) {
        for (int i = 0; i < events.size(); i++) {
            NewEvent event = events.get(i);
            if (event.type().equals(NewEvent.UNACKNOWLEDGED) && results.get(i) instanceof AppendResult.Duplicate) {
                pullAgain(source, event);
            }
        }
    }

    private void pullAgain(ActiveSource source, NewEvent event) {
        Uni.createFrom()
                .item(() -> needed(source, event))
                .runSubscriptionOn(Infrastructure.getDefaultExecutor())
                .flatMap(needed -> pulls.again(source.name(), needed))
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf(
                                "pull.not_asked_for source=%s reason=%s", source.name(), FaultTrace.reason(failure)));
    }

    private static List<PullNeeded> needed(ActiveSource source, NewEvent event) {
        try {
            return source.translator().translate(event.stored(), event.body()).stream()
                    .filter(PullNeeded.class::isInstance)
                    .map(PullNeeded.class::cast)
                    .toList();
        } catch (UnreadablePayloadException e) {
            return List.of();
        }
    }
}
