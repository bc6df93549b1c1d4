package io.bellhop.provider;

/** A genuine body that its provider's reader can make no sense of. The message says why, and quotes nothing of it. */
public final class UnreadablePayloadException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String providerType;

    public UnreadablePayloadException(String message) {
        this(message, null);
    }

    private UnreadablePayloadException(String message, String providerType) {
        // No stack trace: it is an expected outcome, and whoever holds the secret may cause it at will.
        super(message, null, false, false);
        this.providerType = providerType;
    }

    /** The same, of a request that beside its body says what it is. @param providerType may be null */
    public UnreadablePayloadException of(String providerType) {
        return new UnreadablePayloadException(getMessage(), providerType);
    }

    /** May be null. */
    public String providerType() {
        return providerType;
    }
}
