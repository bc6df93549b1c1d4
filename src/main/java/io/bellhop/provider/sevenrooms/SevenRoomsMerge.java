package io.bellhop.provider.sevenrooms;

import io.bellhop.change.GuestMerge;
import io.bellhop.change.Version;
import io.bellhop.provider.Payload;
import io.bellhop.provider.UnreadablePayloadException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Several guests that turned out to be one. How SevenRooms names them is not public, so each likely name is taken; what is
 * not there is never guessed.
 */
final class SevenRoomsMerge {

    private static final String[] SURVIVOR = {"surviving_guest_id", "primary_guest_id", "guest_id"};
    private static final List<String> MERGED = List.of("merged_guest_ids", "merged_guest_id", "duplicate_guest_ids");

    /** Nobody has more records of one person; each costs a lock. */
    private static final int MAX_MERGED = 100;

    private SevenRoomsMerge() {}

    static GuestMerge of(SevenRoomsEvent sent, Version version) throws UnreadablePayloadException {
        Payload json = new Payload(sent.json());
        Payload merge = Stream.of(json.at("data"), json.at("entity"), json)
                .filter(candidate -> candidate.firstId(SURVIVOR) != null)
                .findFirst()
                .orElseThrow(() -> new UnreadablePayloadException("a merge without the id of the guest that stays"));
        String survivor = merge.firstId(SURVIVOR);
        List<String> merged = MERGED.stream()
                .map(merge::texts)
                .filter(ids -> ids != null && !ids.isEmpty())
                .findFirst()
                .orElse(List.of())
                .stream()
                .filter(id -> !id.equals(survivor))
                .distinct()
                .toList();
        if (merged.isEmpty()) {
            throw new UnreadablePayloadException("a merge without the ids of the guests that went");
        }
        if (merged.size() > MAX_MERGED) {
            throw new UnreadablePayloadException("a merge of more than " + MAX_MERGED + " guests");
        }
        return new GuestMerge(survivor, merged, version);
    }
}
