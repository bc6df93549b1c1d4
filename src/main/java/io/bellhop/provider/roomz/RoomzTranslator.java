package io.bellhop.provider.roomz;

import io.bellhop.change.Change;
import io.bellhop.change.RoomChange;
import io.bellhop.change.RoomChange.Presence;
import io.bellhop.change.Version;
import io.bellhop.event.Event;
import io.bellhop.provider.JsonBody;
import io.bellhop.provider.Payload;
import io.bellhop.provider.Translator;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.webhook.RawBody;
import java.util.List;
import java.util.Locale;

/** Whether somebody is in a room: all that ROOMZ tells. It names no venue. */
final class RoomzTranslator implements Translator {

    @Override
    public List<Change> translate(Event event, RawBody body) throws UnreadablePayloadException {
        Payload sent = new Payload(JsonBody.parse(body));
        String workspace = sent.at("data").id("workspaceId");
        if (workspace == null) {
            throw new UnreadablePayloadException("a presence without the workspace's id");
        }
        String id = sent.id("id");
        String presence = sent.at("data").text("presenceStatus");
        Version version = new Version(event.happenedAt(), id == null ? "" : id);
        return List.of(new RoomChange(workspace, version, presence(presence), presence));
    }

    /** The documented example has it in lower case, real ones in capitals. */
    private static Presence presence(String theirs) {
        return switch (theirs == null ? "" : theirs.toLowerCase(Locale.ROOT)) {
            case "free" -> Presence.FREE;
            case "busy" -> Presence.BUSY;
            default -> Presence.UNKNOWN;
        };
    }
}
