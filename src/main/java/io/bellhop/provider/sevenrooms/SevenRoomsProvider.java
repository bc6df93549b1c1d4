package io.bellhop.provider.sevenrooms;

import io.bellhop.provider.Envelope;
import io.bellhop.provider.JsonBody;
import io.bellhop.provider.JsonBody.Element;
import io.bellhop.provider.Provider;
import io.bellhop.provider.ProviderApi;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.Translator;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.provider.WebhookReader;
import io.bellhop.signature.SignatureScheme;
import io.bellhop.webhook.WebhookRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes a body of one object or of an array of them, each its own event, in either style. */
@Singleton
final class SevenRoomsProvider implements Provider {

    static final String ZONE = "zone";

    private static final Pattern EVENT_IN_PATH = Pattern.compile("(reservation|client|guest)-[a-z-]+");

    private static final String DEDUPE_LIFETIME = "dedupe-lifetime";

    @Override
    public String name() {
        return "sevenrooms";
    }

    @Override
    public Set<String> settings() {
        Set<String> settings = new HashSet<>(SevenRoomsSignature.SETTINGS);
        settings.addAll(Set.of(
                ZONE,
                DEDUPE_LIFETIME,
                SevenRoomsReservation.STATUSES_SETTING,
                SevenRoomsReservation.VENUE_ZONE_SETTING,
                SevenRoomsReservation.CURRENCY_SETTING));
        settings.addAll(SevenRoomsApi.settings());
        return settings;
    }

    @Override
    public Set<String> eventTypes() {
        return SevenRoomsType.all();
    }

    @Override
    public SignatureScheme signature(SourceSettings settings) {
        return SevenRoomsSignature.of(settings);
    }

    @Override
    public WebhookReader reader(SourceSettings settings) {
        Duration keyLifetime = keyLifetime(settings);
        ZoneId zone = settings.zone(ZONE, ZoneOffset.UTC);
        return request -> {
            String pathType = pathType(request.path());
            try {
                return read(request, pathType, keyLifetime, zone);
            } catch (UnreadablePayloadException e) {
                throw e.of(pathType);
            }
        };
    }

    @Override
    public Translator translator(SourceSettings settings) {
        return new SevenRoomsTranslator(settings);
    }

    @Override
    public Set<String> credentials() {
        return Set.of(SevenRoomsLogin.CLIENT_ID, SevenRoomsLogin.CLIENT_SECRET);
    }

    @Override
    public Optional<ProviderApi> api(SourceSettings settings) {
        return SevenRoomsApi.of(settings, keyLifetime(settings));
    }

    private static Duration keyLifetime(SourceSettings settings) {
        return settings.duration(DEDUPE_LIFETIME, Duration.ofDays(7));
    }

    private static List<Envelope> read(WebhookRequest request, String pathType, Duration keyLifetime, ZoneId zone)
            throws UnreadablePayloadException {
        List<Element> elements = JsonBody.elements(request.body());
        if (elements.isEmpty()) {
            throw new UnreadablePayloadException("an empty array");
        }
        List<Envelope> envelopes = new ArrayList<>(elements.size());
        for (Element element : elements) {
            // A single event has the whole body, brackets and all, so that its signature can be checked again.
            var bytes = elements.size() == 1 ? request.body() : element.bytes();
            envelopes.add(
                    element.json().isObject()
                            ? SevenRoomsEvent.of(element.json(), pathType).envelope(bytes, keyLifetime, zone)
                            : Envelope.unreadable("not a JSON object", pathType, bytes));
        }
        return envelopes;
    }

    /** {@code reservation-no-show} in the path is {@code reservation.no_show}; null if the path names no event. */
    private static String pathType(List<String> path) {
        String last = path.isEmpty() ? "" : path.get(path.size() - 1);
        return EVENT_IN_PATH.matcher(last).matches()
                ? last.replaceFirst("-", ".").replace('-', '_')
                : null;
    }
}
