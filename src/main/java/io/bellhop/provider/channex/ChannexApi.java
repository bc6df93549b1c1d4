package io.bellhop.provider.channex;

import io.bellhop.provider.ApiAccess;
import io.bellhop.provider.Feed;
import io.bellhop.provider.ProviderApi;
import io.bellhop.provider.Registrar;
import io.bellhop.provider.SourceSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Booking revisions on a schedule; all else when a webhook told that something happened, but not what. And our webhooks. */
record ChannexApi(ApiAccess access, List<Feed> feeds, ChannexRegistrar webhooks) implements ProviderApi {

    /** The credential that opens it. */
    static final String API_KEY = "api-key";

    static final String BOOKING_REVISIONS = "booking_revisions";
    static final String AVAILABILITY = "availability";
    static final String RESTRICTIONS = "restrictions";
    static final String MESSAGES = "messages";
    static final String REVIEWS = "reviews";

    static final Set<String> SETTINGS = Set.of(
            "base-url",
            "rate-per-minute",
            "page-limit",
            "feed-poll-interval",
            "feed-window",
            "availability-horizon",
            RESTRICTIONS);

    /** The most that it gives. */
    private static final int MAX_PAGE = 100;

    /**
     * As far ahead as a full update reaches.
     *
     * @see <a href="https://docs.channex.io/api-v.1-documentation/pms-certification-tests">PMS Certification Tests, Full
     *     Sync</a>
     */
    private static final Duration HORIZON = Duration.ofDays(500);

    /** What there is, but for two that are derived from others. */
    private static final String ALL_RESTRICTIONS =
            "availability,rate,min_stay_arrival,min_stay_through,min_stay,max_stay,"
                    + "closed_to_arrival,closed_to_departure,stop_sell";

    ChannexApi {
        feeds = List.copyOf(feeds);
    }

    /** @param keyLifetime how long an entry's key stands */
    static ProviderApi of(SourceSettings settings, Duration keyLifetime) {
        ChannexPages pages = new ChannexPages(pageLimit(settings));
        Duration horizon = settings.duration("availability-horizon", HORIZON);
        ZoneId zone = settings.zone(ChannexTranslator.VENUE_ZONE_SETTING, ZoneOffset.UTC);
        return new ChannexApi(
                new ApiAccess(
                        settings.url("base-url").orElse("https://staging.channex.io/api/v1"),
                        new ApiAccess.Authentication.Key("user-api-key", API_KEY),
                        settings.count("rate-per-minute", 60)),
                List.of(
                        new ChannexRevisionFeed(
                                pages,
                                settings.duration("feed-poll-interval", Duration.ofSeconds(60)),
                                settings.duration("feed-window", Duration.ofMinutes(30)),
                                keyLifetime),
                        ChannexDateFeed.availability(horizon, zone, keyLifetime),
                        ChannexDateFeed.restrictions(restrictions(settings), horizon, zone, keyLifetime),
                        new ChannexMessageFeed(pages),
                        new ChannexReviewFeed(pages, keyLifetime)),
                new ChannexRegistrar(ChannexProvider.secretHeader(settings)));
    }

    @Override
    public Optional<Registrar> registrar() {
        return Optional.of(webhooks);
    }

    private static int pageLimit(SourceSettings settings) {
        int limit = settings.count("page-limit", MAX_PAGE);
        if (limit > MAX_PAGE) {
            throw new IllegalArgumentException(
                    "setting page-limit is \"" + limit + "\", but takes " + MAX_PAGE + " at most");
        }
        return limit;
    }

    private static String restrictions(SourceSettings settings) {
        String text = settings.text(RESTRICTIONS, ALL_RESTRICTIONS);
        List<String> names = Stream.of(text.split(",", -1)).map(String::strip).toList();
        if (!names.stream().allMatch(name -> name.matches("[a-z_]+"))) {
            throw new IllegalArgumentException(
                    "setting " + RESTRICTIONS + " is \"" + text + "\", but takes a list such as rate, stop_sell");
        }
        return names.stream().collect(Collectors.joining(","));
    }
}
