package io.bellhop.pull;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.outbound.ApiClient;
import io.bellhop.outbound.ApiFailureException;
import io.bellhop.provider.ApiCall;
import io.bellhop.provider.Feed;
import io.bellhop.provider.FeedItem;
import io.bellhop.provider.UnreadablePayloadException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Walks through a feed, page after page: each is asked for, stored, acknowledged. Confined to one pull. */
final class PullRun {

    private static final Logger LOG = Logger.getLogger(PullRun.class);

    /** Acknowledgements at once. */
    private static final int AT_ONCE = 4;

    private final PullJob job;
    private final Feed feed;
    private final ApiClient client;
    private final PageIntake intake;
    private final int maxCalls;
    private final Deque<ApiCall> pages = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private int left;
    private volatile PullTally tally = PullTally.NOTHING;
    private volatile boolean abandoned;

    PullRun(PullJob job, Feed feed, ApiClient client, PageIntake intake, int maxCalls) {
        this.job = job;
        this.feed = feed;
        this.client = client;
        this.intake = intake;
        this.maxCalls = maxCalls;
    }

    PullTally tally() {
        return tally;
    }

    /** Another replica has taken it over: no more pages are asked for. */
    void abandon() {
        abandoned = true;
    }

    /** To the end. Fails with whatever kept a page from being read or stored; what was stored before stays. */
    Uni<Void> walk(Feed.Ask ask) {
        pages.addAll(feed.first(ask));
        return Uni.createFrom()
                .deferred(this::nextPage)
                .repeat()
                .whilst(more -> more)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** True if there may be another. */
    private Uni<Boolean> nextPage() {
        if (abandoned) {
            return Uni.createFrom().failure(new PullFailureException("another replica has taken it over"));
        }
        ApiCall page = pages.poll();
        if (page == null) {
            return Uni.createFrom().item(false);
        }
        if (tally.calls() >= maxCalls) {
            return Uni.createFrom().failure(new PullFailureException("more than " + maxCalls + " calls"));
        }
        tally = tally.plus(PullTally.ofCall());
        return client.call(page).flatMap(answer -> take(page, answer)).replaceWith(true);
    }

    private Uni<Void> take(ApiCall page, JsonNode answer) {
        List<FeedItem> items;
        try {
            items = feed.read(page, answer);
        } catch (UnreadablePayloadException e) {
            return Uni.createFrom().failure(new PullFailureException(page + ": " + e.getMessage()));
        }
        // A page that brings nothing else again, as when a cursor runs in a circle, is the last.
        List<FeedItem> fresh = items.stream()
                .filter(item -> seen.add(item.envelope().key().value()))
                .toList();
        return intake.take(client.source(), job, fresh)
                .call(taken -> acknowledge(taken, fresh.size()))
                .invoke(() -> {
                    if (items.isEmpty() || !fresh.isEmpty()) {
                        feed.next(page, answer, left).forEach(pages::addLast);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> acknowledge(PageIntake.Taken taken, int entries) {
        tally = tally.plus(taken.tally());
        left += entries;
        return Multi.createFrom()
                .iterable(taken.acknowledgements())
                .onItem()
                .transformToUni(this::acknowledge)
                .merge(AT_ONCE)
                .collect()
                .asList()
                .invoke(done -> done.forEach(this::count))
                .replaceWithVoid();
    }

    private void count(PullTally acknowledgement) {
        left -= 1 - acknowledgement.unacknowledged();
        tally = tally.plus(acknowledgement).plus(PullTally.ofCall());
    }

    /** It is stored whatever the provider says; what cannot be told now is when it comes again. */
    private Uni<PullTally> acknowledge(ApiCall call) {
        return client.call(call)
                .replaceWith(PullTally.NOTHING)
                .onFailure(ApiFailureException.class)
                .recoverWithItem(failure -> {
                    LOG.warnf("pull.not_acknowledged pull_id=%s reason=%s", job.id(), failure.getMessage());
                    return PullTally.ofUnacknowledged();
                });
    }
}
