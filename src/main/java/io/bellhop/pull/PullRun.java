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
    private final Deque<Page> pages = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private volatile PullTally tally = PullTally.NOTHING;
    private volatile boolean abandoned;

    /** One of those calls that follow each other. */
    private record Page(ApiCall call, Chain chain) {}

    /** What one of the first calls has led to. */
    private static final class Chain {

        private final Set<String> seen = new HashSet<>();
        private int left;
    }

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

    /** No more pages are asked for: another replica has it, or is to have it. */
    void abandon() {
        abandoned = true;
    }

    /** To the end. Fails with whatever kept a page from being read or stored; what was stored before stays. */
    Uni<Void> walk(Feed.Ask ask) {
        feed.first(ask).forEach(call -> pages.add(new Page(call, new Chain())));
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
            return Uni.createFrom().failure(new PullAbandonedException());
        }
        Page page = pages.poll();
        if (page == null) {
            return Uni.createFrom().item(false);
        }
        if (tally.calls() >= maxCalls) {
            return Uni.createFrom().failure(new PullFailureException("more than " + maxCalls + " calls"));
        }
        tally = tally.plus(PullTally.ofCall());
        return client.call(page.call(), job.traceParent())
                .flatMap(answer -> take(page, answer))
                .replaceWith(true);
    }

    private Uni<Void> take(Page page, JsonNode answer) {
        List<FeedItem> items;
        try {
            items = feed.read(page.call(), answer);
        } catch (UnreadablePayloadException e) {
            return Uni.createFrom().failure(new PullFailureException(page.call() + ": " + e.getMessage()));
        }
        // A page that brings nothing but what those before it brought, as when a cursor runs in a circle, is the last.
        boolean goesOn = items.isEmpty()
                || items.stream()
                                .filter(item -> page.chain().seen.add(key(item)))
                                .count()
                        > 0;
        List<FeedItem> fresh =
                items.stream().filter(item -> seen.add(key(item))).toList();
        return intake.take(client.source(), job, fresh)
                .call(taken -> acknowledge(page, taken, fresh.size()))
                .invoke(taken -> {
                    if (taken.failure() != null) {
                        throw taken.failure();
                    }
                    if (goesOn) {
                        feed.next(page.call(), answer, page.chain().left)
                                .forEach(next -> pages.addLast(new Page(next, page.chain())));
                    }
                })
                .replaceWithVoid();
    }

    private static String key(FeedItem item) {
        return item.envelope().key().value();
    }

    private Uni<Void> acknowledge(Page page, PageIntake.Taken taken, int entries) {
        tally = tally.plus(taken.tally());
        page.chain().left += entries;
        return Multi.createFrom()
                .iterable(taken.acknowledgements())
                .onItem()
                .transformToUni(this::acknowledge)
                .merge(AT_ONCE)
                .collect()
                .asList()
                .invoke(done -> done.forEach(one -> count(page, one)))
                .replaceWithVoid();
    }

    private void count(Page page, PullTally acknowledgement) {
        page.chain().left -= 1 - acknowledgement.unacknowledged();
        tally = tally.plus(acknowledgement).plus(PullTally.ofCall());
    }

    /** It is stored whatever the provider says; what cannot be told now is when it comes again. */
    private Uni<PullTally> acknowledge(ApiCall call) {
        return client.call(call, job.traceParent())
                .replaceWith(PullTally.NOTHING)
                .onFailure(ApiFailureException.class)
                .recoverWithItem(failure -> {
                    LOG.warnf("pull.not_acknowledged pull_id=%s reason=%s", job.id(), failure.getMessage());
                    return PullTally.ofUnacknowledged();
                });
    }
}
