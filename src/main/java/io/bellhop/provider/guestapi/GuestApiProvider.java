package io.bellhop.provider.guestapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.event.IdempotencyKey;
import io.bellhop.provider.Envelope;
import io.bellhop.provider.JsonBody;
import io.bellhop.provider.Provider;
import io.bellhop.provider.ProviderApi;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.Translator;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.provider.WebhookReader;
import io.bellhop.signature.SharedToken;
import io.bellhop.signature.SignatureScheme;
import io.bellhop.webhook.WebhookRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * GUEST API sends an array: the reservation as it is now and, sometimes, as it was before. With neither id nor time, two
 * equal requests are one event only within {@code dedupe-window}: a reservation may truly go from A to B to A to B.
 */
@Singleton
final class GuestApiProvider implements Provider {

    private static final String DEDUPE_WINDOW = "dedupe-window";

    @Override
    public String name() {
        return "guestapi";
    }

    @Override
    public Set<String> settings() {
        return Stream.of(
                        Set.of(
                                TokenAddress.TOKEN_IN,
                                TokenAddress.TOKEN_PARAMETER,
                                DEDUPE_WINDOW,
                                GuestApiReservation.ZONE_SETTING,
                                GuestApiReservation.STATUSES_SETTING),
                        GuestApi.SETTINGS,
                        GuestApiRegistrar.SETTINGS)
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<String> eventTypes() {
        return Stream.of("insert", "update", "delete", "")
                .map(GuestApiProvider::type)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public SignatureScheme signature(SourceSettings settings) {
        return new SharedToken(TokenAddress.of(settings).places());
    }

    @Override
    public WebhookReader reader(SourceSettings settings) {
        Duration keyLifetime = settings.duration(DEDUPE_WINDOW, Duration.ofMinutes(10));
        return request -> {
            String updateType = request.headers().first("UpdateType");
            try {
                return read(request, updateType, keyLifetime);
            } catch (UnreadablePayloadException e) {
                throw e.of(updateType);
            }
        };
    }

    @Override
    public Translator translator(SourceSettings settings) {
        return new GuestApiTranslator(settings);
    }

    @Override
    public Set<String> credentials() {
        return GuestApi.CREDENTIALS;
    }

    @Override
    public Optional<ProviderApi> api(SourceSettings settings) {
        return GuestApi.of(settings);
    }

    private List<Envelope> read(WebhookRequest request, String updateType, Duration keyLifetime)
            throws UnreadablePayloadException {
        JsonNode reservations = JsonBody.parse(request.body());
        JsonNode updated = reservations.path(0);
        String reservation = JsonBody.text(updated, "reservation_id");
        if (!reservations.isArray() || reservation == null) {
            throw new UnreadablePayloadException("not an array that begins with a reservation");
        }
        String normalized = updateType == null ? "" : updateType.strip().toLowerCase(Locale.ROOT);
        // A reservation's number is its hotel's own; the hotel may be null.
        List<String> entity = Stream.of(
                        JsonBody.text(updated, "appCustomer_id"), JsonBody.text(updated, "center_id"), reservation)
                .filter(Objects::nonNull)
                .toList();
        return List.of(new Envelope(
                key(entity, normalized, JsonBody.canonicalSha256(reservations)),
                keyLifetime,
                type(normalized),
                updateType,
                "reservation/" + String.join("-", entity),
                null,
                reservations.size() > 2 ? "more than two reservations; the first is taken as the one updated" : null,
                request.body()));
    }

    private IdempotencyKey key(List<String> entity, String updateType, String hash) {
        return IdempotencyKey.of(Stream.of(List.of(name()), entity, List.of(updateType, hash))
                .flatMap(List::stream)
                .toArray(String[]::new));
    }

    private static String type(String updateType) {
        return switch (updateType) {
            case "insert" -> "reservation.created";
            case "update" -> "reservation.updated";
            case "delete" -> "reservation.deleted";
            default -> "reservation.unknown";
        };
    }
}
