package io.bellhop.change;

import java.util.List;

/**
 * Several of the provider's guests turned out to be one.
 *
 * @param survivor the provider's id of the one that stays
 * @param merged the ids of those that went; never empty
 */
public record GuestMerge(String survivor, List<String> merged, Version version) implements Change {

    public GuestMerge {
        merged = List.copyOf(merged);
    }
}
