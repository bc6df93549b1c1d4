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

/**
 * The newest reviews, a page of them: a webhook without data tells of one, and comes minutes after it. Which version of it a
 * review is, it does not say; nor has it the key of its webhook.
 */
record ChannexReviewFeed(ChannexPages pages, Duration keyLifetime) implements Feed {

    static final String PROVIDER_TYPE = "review";

    @Override
    public String name() {
        return ChannexApi.REVIEWS;
    }

    @Override
    public Optional<Duration> every() {
        return Optional.empty();
    }

    @Override
    public List<ApiCall> first(Ask ask) {
        return List.of(pages.first(ask.venue(), "reviews").with("order[inserted_at]", "desc"));
    }

    @Override
    public List<FeedItem> read(ApiCall asked, JsonNode answer) throws UnreadablePayloadException {
        List<FeedItem> items = new ArrayList<>();
        for (JsonNode json : ChannexPages.entries(answer)) {
            items.add(item(
                    ChannexEntry.of(json).supply("property_id", asked.query().get("filter[property_id]"))));
        }
        return items;
    }

    private FeedItem item(ChannexEntry review) {
        if (review.id() == null) {
            return review.withoutId(PROVIDER_TYPE);
        }
        return new FeedItem.Snapshot(new Envelope(
                IdempotencyKey.of("channex", PROVIDER_TYPE, review.id()),
                keyLifetime,
                ChannexType.of(PROVIDER_TYPE, null),
                PROVIDER_TYPE,
                "review/" + review.id(),
                review.moment("received_at"),
                review.body()));
    }

    @Override
    public List<ApiCall> next(ApiCall asked, JsonNode answer, int left) {
        return List.of();
    }
}
