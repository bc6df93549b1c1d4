package io.bellhop.provider;

/** A genuine body that its provider's reader can make no sense of. The message says why, and quotes nothing of it. */
public final class UnreadablePayloadException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnreadablePayloadException(String message) {
        // No stack trace: it is an expected outcome, and whoever holds the secret may cause it at will.
        super(message, null, false, false);
    }
}
