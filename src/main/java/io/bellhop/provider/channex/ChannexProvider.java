package io.bellhop.provider.channex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.bellhop.event.IdempotencyKey;
import io.bellhop.event.NewEvent;
import io.bellhop.provider.Envelope;
import io.bellhop.provider.JsonBody;
import io.bellhop.provider.Provider;
import io.bellhop.provider.ProviderApi;
import io.bellhop.provider.ProviderTime;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.Translator;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.provider.WebhookReader;
import io.bellhop.signature.SharedToken;
import io.bellhop.signature.SharedToken.Place;
import io.bellhop.signature.SignatureScheme;
import io.bellhop.webhook.WebhookRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Channex signs nothing: we put a secret header into the webhook when we register it. Nothing binds the body to it, so what
 * the body says is a hint until it is pulled.
 */
@Singleton
final class ChannexProvider implements Provider {

    private static final String SECRET_HEADER = "secret-header";
    private static final String DEDUPE_LIFETIME = "dedupe-lifetime";

    @Override
    public String name() {
        return "channex";
    }

    @Override
    public Set<String> settings() {
        Set<String> settings = new HashSet<>(ChannexApi.SETTINGS);
        settings.addAll(Set.of(
                SECRET_HEADER,
                DEDUPE_LIFETIME,
                ChannexTranslator.STATUSES_SETTING,
                ChannexTranslator.VENUE_ZONE_SETTING));
        return settings;
    }

    @Override
    public Set<String> eventTypes() {
        return ChannexType.all();
    }

    @Override
    public SignatureScheme signature(SourceSettings settings) {
        return new SharedToken(List.of(new Place.Header(secretHeader(settings), "")));
    }

    /** What proves its requests is in there. */
    static String secretHeader(SourceSettings settings) {
        return settings.header(SECRET_HEADER, "X-Channex-Webhook-Secret");
    }

    @Override
    public WebhookReader reader(SourceSettings settings) {
        Duration keyLifetime = keyLifetime(settings);
        return request -> read(request, keyLifetime);
    }

    @Override
    public Translator translator(SourceSettings settings) {
        return new ChannexTranslator(settings);
    }

    @Override
    public Set<String> credentials() {
        return Set.of(ChannexApi.API_KEY);
    }

    @Override
    public Optional<ProviderApi> api(SourceSettings settings) {
        return Optional.of(ChannexApi.of(settings, keyLifetime(settings)));
    }

    private static Duration keyLifetime(SourceSettings settings) {
        return settings.duration(DEDUPE_LIFETIME, Duration.ofDays(7));
    }

    private List<Envelope> read(WebhookRequest request, Duration keyLifetime) throws UnreadablePayloadException {
        JsonNode root = JsonBody.parse(request.body());
        if (!root.isObject()) {
            throw new UnreadablePayloadException("not a JSON object");
        }
        ChannexEvent event = ChannexEvent.of(root);
        return List.of(new Envelope(
                key(event),
                keyLifetime,
                event.name() == null ? NewEvent.UNKNOWN : ChannexType.of(event.name(), NewEvent.UNKNOWN),
                event.name(),
                subject(event),
                ProviderTime.parse(JsonBody.text(root, "timestamp"), ZoneOffset.UTC),
                request.body()));
    }

    /** The first rule that applies; the envelope has no id of its own. */
    private IdempotencyKey key(ChannexEvent event) {
        JsonNode payload = event.payload();
        String revision = event.revision();
        if (ChannexType.isBooking(event.name()) && revision != null) {
            return IdempotencyKey.of(name(), "booking_revision", revision);
        }
        String message = JsonBody.text(payload, "id");
        if ("message".equals(event.name()) && message != null) {
            return IdempotencyKey.of(name(), "message", message);
        }
        if (ChannexType.isUnmapped(event.name()) && revision != null) {
            return IdempotencyKey.of(name(), event.name(), revision);
        }
        String feedEvent = JsonBody.text(payload, "live_feed_event_id");
        if (feedEvent != null) {
            return IdempotencyKey.of(name(), event.name(), feedEvent);
        }
        String channelEvent = JsonBody.text(payload, "channel_event_id");
        if ("sync_error".equals(event.name()) && channelEvent != null) {
            return IdempotencyKey.of(name(), event.name(), channelEvent);
        }
        return IdempotencyKey.of(
                name(),
                event.name(),
                JsonBody.text(event.root(), "property_id"),
                JsonBody.text(event.root(), "timestamp"),
                JsonBody.canonicalSha256(payload.isMissingNode() ? NullNode.instance : payload));
    }

    /** The booking if the payload names one, else the property. */
    private static String subject(ChannexEvent event) {
        if (event.booking() != null) {
            return "reservation/" + event.booking();
        }
        String property = JsonBody.text(event.root(), "property_id");
        return property == null ? null : "venue/" + property;
    }
}
