package io.bellhop.signature;

/** Whether a request is proved to come from its provider. */
public sealed interface Verdict {

    /** One of the source's secrets proves it. */
    record Genuine() implements Verdict {}

    /** It may be forged, or our secret may be wrong. */
    record Refused(Reason reason) implements Verdict {}

    /** Why. Names are stable: they are stored, counted and shown. */
    enum Reason {
        /** No signature or token came. */
        MISSING,
        /** What came is not in the form of one: another encoding, another length. */
        MALFORMED,
        /** It fits none of the source's secrets. */
        MISMATCH,
        /** Its timestamp is missing or not a number. */
        TIMESTAMP_UNREADABLE,
        /** Its timestamp is further from now than the source tolerates. */
        TIMESTAMP_STALE,
        /** The source has no secret to check with. */
        NO_SECRET,
        /** The source insists on a client certificate, and the caller showed none of its names. */
        CLIENT_CERTIFICATE
    }
}
