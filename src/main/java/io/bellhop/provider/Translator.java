package io.bellhop.provider;

import io.bellhop.change.Change;
import io.bellhop.event.Event;
import io.bellhop.webhook.RawBody;
import java.util.List;

/** Says what a stored event means for us. Pure: the same event always means the same. */
@FunctionalInterface
public interface Translator {

    /**
     * @param event neither unreadable nor of unknown type
     * @return in the order they are to be applied; empty if it changes nothing
     * @throws UnreadablePayloadException if the body does not say enough to act on; the message says what a person should
     *     look for, without quoting the body
     */
    List<Change> translate(Event event, RawBody body) throws UnreadablePayloadException;
}
