package io.bellhop.stream;

import java.util.Locale;

/** Why a stream has ended. */
enum Ending {
    /** The client went away, or something between. */
    CLIENT_LEFT,
    /** The client did not take what was sent. */
    STALLED,
    /** The gateway stops, and has not closed the connection first; then the client counts as having left. */
    STOPPED,
    /** A fault of ours. */
    FAULT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
