package io.bellhop.provider.roomz;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.event.IdempotencyKey;
import io.bellhop.event.NewEvent;
import io.bellhop.provider.Envelope;
import io.bellhop.provider.JsonBody;
import io.bellhop.provider.Provider;
import io.bellhop.provider.ProviderTime;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.Translator;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.provider.WebhookReader;
import io.bellhop.signature.HmacSignature;
import io.bellhop.signature.HmacSignature.Algorithm;
import io.bellhop.signature.HmacSignature.Encoding;
import io.bellhop.signature.SignatureScheme;
import io.bellhop.webhook.WebhookRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * ROOMZ signs the raw body and nothing else, no timestamp: a captured request stays valid, and only the event's id, kept
 * for {@code dedupe-lifetime}, stands against its replay.
 */
@Singleton
final class RoomzProvider implements Provider {

    private static final String HEADER = "signature-header";
    private static final String LEGACY_HEADER = "accept-legacy-header";
    private static final String DEDUPE_LIFETIME = "dedupe-lifetime";

    private static final String PRESENCE_CHANGED = "workspace.presence.changed";
    private static final String ROOM_PRESENCE_CHANGED = "room.presence.changed";

    @Override
    public String name() {
        return "roomz";
    }

    @Override
    public Set<String> settings() {
        return Set.of(HEADER, LEGACY_HEADER, DEDUPE_LIFETIME);
    }

    @Override
    public Set<String> eventTypes() {
        return Set.of(ROOM_PRESENCE_CHANGED);
    }

    @Override
    public SignatureScheme signature(SourceSettings settings) {
        String header = settings.header(HEADER, "Roomz-Signature");
        // The name until July 2024.
        List<String> headers =
                settings.flag(LEGACY_HEADER, false) ? List.of(header, "X-Roomz-Signature") : List.of(header);
        return new HmacSignature(headers, Algorithm.HmacSHA512, Encoding.BASE64, "", Optional.empty());
    }

    @Override
    public WebhookReader reader(SourceSettings settings) {
        Duration keyLifetime = settings.duration(DEDUPE_LIFETIME, Duration.ofDays(30));
        return request -> read(request, keyLifetime);
    }

    @Override
    public Translator translator(SourceSettings settings) {
        return new RoomzTranslator();
    }

    private List<Envelope> read(WebhookRequest request, Duration keyLifetime) throws UnreadablePayloadException {
        JsonNode event = JsonBody.parse(request.body());
        String id = JsonBody.text(event, "id");
        if (id == null) {
            throw new UnreadablePayloadException("no id");
        }
        String providerType = JsonBody.text(event, "type");
        String workspace = JsonBody.text(event.path("data"), "workspaceId");
        return List.of(new Envelope(
                IdempotencyKey.of(name(), id),
                keyLifetime,
                PRESENCE_CHANGED.equals(providerType) ? ROOM_PRESENCE_CHANGED : NewEvent.UNKNOWN,
                providerType,
                workspace == null ? null : "room/" + workspace,
                ProviderTime.parse(JsonBody.text(event, "timestamp"), ZoneOffset.UTC),
                request.body()));
    }
}
