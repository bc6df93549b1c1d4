package io.bellhop.provider.sevenrooms;

import io.bellhop.provider.ApiAccess;
import io.bellhop.provider.ApiCall;
import io.bellhop.provider.Feed;
import io.bellhop.provider.ProviderApi;
import io.bellhop.provider.SourceSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Venues, and what changed of reservations and guests since the last pull. */
record SevenRoomsApi(ApiAccess access, List<Feed> feeds) implements ProviderApi {

    private static final String BASE_URL = "base-url";
    private static final String RATE = "rate-per-minute";
    private static final String PAGE_LIMIT = "page-limit";
    private static final String VENUE_GROUP = "venue-group-id";
    private static final String VENUES_PATH = "venues-path";
    private static final String RESERVATIONS_PATH = "reservations-path";
    private static final String CLIENTS_PATH = "clients-path";
    private static final String VENUES_INTERVAL = "venues-interval";
    private static final String RESERVATIONS_INTERVAL = "reservations-interval";
    private static final String GUESTS_INTERVAL = "guests-interval";

    /** The limit is not public; public clients keep themselves to six times as much. */
    private static final int CALLS_PER_MINUTE = 100;

    /** One client has been seen to ask for 400, most for less; what is refused as too many brings nothing at all. */
    private static final int ENTRIES = 100;

    SevenRoomsApi {
        feeds = List.copyOf(feeds);
    }

    static Set<String> settings() {
        Set<String> settings = new HashSet<>(SevenRoomsLogin.SETTINGS);
        settings.addAll(Set.of(
                BASE_URL,
                RATE,
                PAGE_LIMIT,
                VENUE_GROUP,
                VENUES_PATH,
                RESERVATIONS_PATH,
                CLIENTS_PATH,
                VENUES_INTERVAL,
                RESERVATIONS_INTERVAL,
                GUESTS_INTERVAL));
        return settings;
    }

    /**
     * Empty if the settings do not say where it is; impossible ones are told even then.
     *
     * @param keyLifetime how long an entry's key stands
     */
    static Optional<ProviderApi> of(SourceSettings settings, Duration keyLifetime) {
        SevenRoomsLogin login = SevenRoomsLogin.of(settings);
        int rate = settings.count(RATE, CALLS_PER_MINUTE);
        List<Feed> feeds = feeds(settings, keyLifetime);
        return settings.url(BASE_URL).map(baseUrl -> new SevenRoomsApi(login.at(baseUrl, rate), feeds));
    }

    private static List<Feed> feeds(SourceSettings settings, Duration keyLifetime) {
        ZoneId zone = settings.zone(SevenRoomsProvider.ZONE, ZoneOffset.UTC);
        var statuses = SevenRoomsReservation.of(settings).statuses();
        return List.of(
                feed(
                        settings,
                        "venues",
                        settings.duration(VENUES_INTERVAL, Duration.ofHours(1)),
                        path(settings, VENUES_PATH, "/v1/venues"),
                        new SevenRoomsVenueEntry(keyLifetime)),
                feed(
                        settings,
                        "reservations",
                        settings.duration(RESERVATIONS_INTERVAL, Duration.ofMinutes(5)),
                        path(settings, RESERVATIONS_PATH, "/reservations/export"),
                        SevenRoomsEntityEntry.reservations(keyLifetime, zone, statuses)),
                feed(
                        settings,
                        "guests",
                        settings.duration(GUESTS_INTERVAL, Duration.ofHours(1)),
                        path(settings, CLIENTS_PATH, "/clients/export"),
                        SevenRoomsEntityEntry.guests(keyLifetime, zone)));
    }

    private static Feed feed(
            SourceSettings settings, String name, Duration interval, List<String> path, SevenRoomsEntry entry) {
        return new SevenRoomsFeed(
                name,
                interval,
                ApiCall.get(path).with("limit", Integer.toString(settings.count(PAGE_LIMIT, ENTRIES))),
                settings.text(VENUE_GROUP).orElse(null),
                entry);
    }

    private static List<String> path(SourceSettings settings, String name, String otherwise) {
        String text = settings.text(name, otherwise);
        List<String> path = ApiCall.path(text.strip());
        if (path.isEmpty() || path.stream().anyMatch(segment -> !segment.matches("[A-Za-z0-9_~.-]*[A-Za-z0-9_~-]"))) {
            throw new IllegalArgumentException(
                    "setting " + name + " is \"" + text + "\", but takes a path such as " + otherwise);
        }
        return path;
    }
}
