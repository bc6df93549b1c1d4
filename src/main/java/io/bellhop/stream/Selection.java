package io.bellhop.stream;

import io.bellhop.subscription.EventMask;

/** What a reader wants. @param source null for all @param data whether with the provider's own body */
record Selection(EventMask mask, String source, boolean data) {

    boolean takes(Head head) {
        return (source == null || source.equals(head.source())) && mask.matches(head.type());
    }
}
