package io.bellhop.pull;

import io.bellhop.database.FaultTrace;
import io.bellhop.event.AppendResult;
import io.bellhop.event.EventAppender;
import io.bellhop.event.EventId;
import io.bellhop.event.EventIds;
import io.bellhop.event.NewEvent;
import io.bellhop.event.Origin;
import io.bellhop.event.StoreUnavailableException;
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
import java.util.Optional;
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
     * @param failure of one that could not be stored, though others were; null if there was none
     */
    record Taken(PullTally tally, List<ApiCall> acknowledgements, StoreUnavailableException failure) {}

    /** What became of one. @param failure null if it is stored, or known */
    private record Kept(PullTally tally, StoreUnavailableException failure) {}

    Uni<Taken> take(ApiSource source, PullJob job, List<FeedItem> items) {
        if (items.isEmpty()) {
            return Uni.createFrom().item(new Taken(PullTally.NOTHING, List.of(), null));
        }
        return findings.of(source, job, items)
                .flatMap(found -> Uni.join()
                        .all(found.stream()
                                .map(finding -> store(source, job, finding)
                                        .map(tally -> new Kept(tally, null))
                                        .onFailure(StoreUnavailableException.class)
                                        .recoverWithItem(failure -> new Kept(PullTally.NOTHING, failure)))
                                .toList())
                        .andFailFast()
                        .flatMap(kept -> taken(source, found, kept)));
    }

    private Uni<Taken> taken(ApiSource source, List<Finding> found, List<Kept> kept) {
        PullTally tally = kept.stream().map(Kept::tally).reduce(PullTally.NOTHING, PullTally::plus);
        Optional<StoreUnavailableException> failure =
                kept.stream().map(Kept::failure).filter(Objects::nonNull).findFirst();
        return failure.isPresent()
                ? Uni.createFrom().item(new Taken(tally, List.of(), failure.get()))
                : contents.save(source.name(), contents(found))
                        .replaceWith(new Taken(tally, acknowledgements(found), null));
    }

    private Uni<PullTally> store(ApiSource source, PullJob job, Finding finding) {
        if (finding instanceof Finding.TooYoung) {
            return Uni.createFrom().item(PullTally.NOTHING);
        }
        if (!(finding instanceof Finding.New news)) {
            return Uni.createFrom().item(PullTally.ofKnown());
        }
        boolean past = isOfThePast(source, news);
        Origin origin = !news.isTold() && (job.isFirst() || past) ? Origin.IMPORT : Origin.PULL;
        return append(source, job, origin, news.envelope(), news.missed() && !past)
                .flatMap(stored ->
                        stored.isPresent() ? Uni.createFrom().item(stored) : appendTold(source, job, origin, news))
                .map(stored -> stored.orElseGet(PullTally::ofKnown));
    }

    /** From before the source was there, or so long ago that the key of its webhook may have expired. */
    private boolean isOfThePast(ApiSource source, Finding.New news) {
        Instant changedAt = news.changedAt();
        Instant oldestKey = clock.instant().minus(news.envelope().keyLifetime());
        return changedAt != null
                && (changedAt.isBefore(source.createdAt())
                        || news.item() instanceof FeedItem.Announced && changedAt.isBefore(oldestKey));
    }

    /** If the webhook has come since the keys were looked at, what was pulled tells more than it. */
    private Uni<Optional<PullTally>> appendTold(ApiSource source, PullJob job, Origin origin, Finding.New news) {
        boolean overtaken =
                news.item() instanceof FeedItem.Announced announced && announced.inPlaceOfWebhook() == news.envelope();
        return overtaken
                ? append(source, job, origin, news.item().envelope(), false)
                : Uni.createFrom().item(Optional.empty());
    }

    /** Empty if there is an event with its key. */
    private Uni<Optional<PullTally>> append(
            ApiSource source, PullJob job, Origin origin, Envelope envelope, boolean missed) {
        return append(source, job, origin, envelope)
                .map(result -> tally(result, PullTally.ofAdded(envelope, missed)))
                .onFailure(UnstorableEventException.class)
                .recoverWithUni(failure -> {
                    LOG.errorf("pull.unstorable source=%s reason=%s", source.name(), FaultTrace.reason(failure));
                    Envelope unreadable = Envelope.unreadable(
                            "cannot be stored as it was read", envelope.providerType(), envelope.body());
                    return append(source, job, origin, unreadable)
                            .map(result -> tally(result, PullTally.ofAdded(unreadable, false)));
                });
    }

    private static Optional<PullTally> tally(AppendResult result, PullTally added) {
        return result instanceof AppendResult.Stored ? Optional.of(added) : Optional.empty();
    }

    private Uni<AppendResult> append(ApiSource source, PullJob job, Origin origin, Envelope envelope) {
        return events.append(List.of(event(source, origin, envelope)), job.traceParent())
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
