package io.bellhop.event;

/** What became of one event once its transaction has committed. */
public sealed interface AppendResult {

    EventId id();

    /** It is new and durable. */
    record Stored(EventId id) implements AppendResult {}

    /** It was there already; {@code id} is the first one's. */
    record Duplicate(EventId id) implements AppendResult {}
}
