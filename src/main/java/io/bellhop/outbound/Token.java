package io.bellhop.outbound;

import java.time.Instant;

/** A token of a provider, in memory only. @param renewAt not used for new calls from then on, if there is another */
record Token(String value, Instant renewAt, Instant expiresAt) {

    @Override
    public String toString() {
        return "Token[redacted]";
    }
}
