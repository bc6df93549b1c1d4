package io.bellhop.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that can be pulled from a provider, page by page. Pure; calls nobody. */
public interface Feed {

    /** As in {@code reservations}: in schedules, reports and metrics. */
    String name();

    /** How often it is pulled as a whole; empty if only when an event asks for a venue's part of it. */
    Optional<Duration> every();

    /** The calls to begin with. */
    List<ApiCall> first(Ask ask);

    /**
     * Reads one answer. An entry that cannot be read is an item, too: it must not keep the others from being stored.
     *
     * @throws UnreadablePayloadException if no sense can be made of the answer as a whole
     */
    List<FeedItem> read(ApiCall asked, JsonNode answer) throws UnreadablePayloadException;

    /**
     * The calls that follow an answer, as for the next page; empty after the last.
     *
     * @param left how many of the entries seen so far in this run are still in the feed; it matters only where an entry
     *     leaves it by being acknowledged
     */
    List<ApiCall> next(ApiCall asked, JsonNode answer, int left);

    /**
     * What is asked for.
     *
     * @param since what has changed since then; null for all there is
     * @param now by our clock
     * @param venue the provider's id of the only one that is asked for; null for all
     */
    record Ask(Instant since, Instant now, String venue) {}
}
