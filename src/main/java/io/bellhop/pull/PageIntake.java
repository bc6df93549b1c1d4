package io.bellhop.pull;

import io.bellhop.event.AppendResult;
import io.bellhop.event.EventAppender;
import io.bellhop.event.EventId;
import io.bellhop.event.EventIds;
import io.bellhop.event.NewEvent;
import io.bellhop.event.Origin;
import io.bellhop.event.UnstorableEventException;
import io.bellhop.outbound.ApiSource;
import io.bellhop.provider.ApiCall;
import io.bellhop.provider.Envelope;
import io.bellhop.provider.FeedItem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Takes a page of a feed in: what is news becomes events, each by itself, so that one at fault fails alone. */
@Singleton
final class PageIntake {

    private static final Logger LOG = Logger.getLogger(PageIntake.class);

    private static final String CONTENT_TYPE = "application/json";

    private final Findings findings;
    private final PulledContents contents;
    private final EventAppender events;
    private final EventIds ids;
    private final InstantSource clock;

    PageIntake(Findings findings, PulledContents contents, EventAppender events, EventIds ids, InstantSource clock) {
        this.findings = findings;
        this.contents = contents;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A page that is stored for good, as far as it is to be.
     *
     * @param acknowledgements the provider may be told now; of the others it cannot, or not yet
     */
    record Taken(PullTally tally, List<ApiCall> acknowledgements) {}

    /** Fails with {@link io.bellhop.event.StoreUnavailableException} if not all of it could be stored; some may be. */
    Uni<Taken> take(ApiSource source, PullJob job, List<FeedItem> items) {
        if (items.isEmpty()) {
            return Uni.createFrom().item(new Taken(PullTally.NOTHING, List.of()));
        }
        return findings.of(source, items)
                .flatMap(found -> store(source, job, found)
                        .call(() -> contents.save(source.name(), contents(found)))
                        .map(tally -> new Taken(tally, acknowledgements(found))));
    }

    private Uni<PullTally> store(ApiSource source, PullJob job, List<Finding> found) {
        List<Uni<PullTally>> each =
                found.stream().map(finding -> store(source, job, finding)).toList();
        return Uni.join()
                .all(each)
                .andFailFast()
                .map(tallies -> tallies.stream().reduce(PullTally.NOTHING, PullTally::plus));
    }

    private Uni<PullTally> store(ApiSource source, PullJob job, Finding finding) {
        if (finding instanceof Finding.TooYoung) {
            return Uni.createFrom().item(PullTally.NOTHING);
        }
        if (!(finding instanceof Finding.New news)) {
            return Uni.createFrom().item(PullTally.ofKnown());
        }
        boolean before = news.changedAt() != null && news.changedAt().isBefore(source.createdAt());
        Origin origin = job.isFirst() || before ? Origin.IMPORT : Origin.PULL;
        boolean missed = news.missed() && !before;
        return append(source, origin, news.envelope()).flatMap(result -> {
            if (result instanceof AppendResult.Stored) {
                return Uni.createFrom().item(PullTally.ofAdded(news.envelope(), missed));
            }
            // The webhook has come since the keys were looked at; what was pulled tells more than it.
            boolean overtaken = finding.item() instanceof FeedItem.Announced announced
                    && announced.inPlaceOfWebhook() == news.envelope();
            return overtaken
                    ? append(source, origin, finding.item().envelope())
                            .map(second -> second instanceof AppendResult.Stored
                                    ? PullTally.ofAdded(finding.item().envelope(), false)
                                    : PullTally.ofKnown())
                    : Uni.createFrom().item(PullTally.ofKnown());
        });
    }

    private Uni<AppendResult> append(ApiSource source, Origin origin, Envelope envelope) {
        return events.append(List.of(event(source, origin, envelope)))
                .onFailure(UnstorableEventException.class)
                .recoverWithUni(failure -> {
                    LOG.errorf("pull.unstorable source=%s reason=%s", source.name(), failure.getMessage());
                    Envelope unreadable = Envelope.unreadable(
                            "cannot be stored as it was read", envelope.providerType(), envelope.body());
                    return events.append(List.of(event(source, origin, unreadable)));
                })
                .map(results -> results.get(0));
    }

    private NewEvent event(ApiSource source, Origin origin, Envelope envelope) {
        Instant now = clock.instant();
        return envelope.toEvent(new EventId(ids.next()), source.name(), origin, now, CONTENT_TYPE);
    }

    private static Map<String, String> contents(List<Finding> found) {
        Map<String, String> sha256BySubject = new LinkedHashMap<>();
        items(found)
                .filter(FeedItem.Snapshot.class::isInstance)
                .map(FeedItem.Snapshot.class::cast)
                .forEach(item -> sha256BySubject.put(Findings.subject(item), Findings.sha256(item)));
        return sha256BySubject;
    }

    private static List<ApiCall> acknowledgements(List<Finding> found) {
        return items(found.stream()
                        .filter(finding -> !(finding instanceof Finding.TooYoung))
                        .toList())
                .map(FeedItem::acknowledgement)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Stream<FeedItem> items(List<Finding> found) {
        return found.stream().map(Finding::item);
    }
}
