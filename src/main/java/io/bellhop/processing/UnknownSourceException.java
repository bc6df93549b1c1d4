package io.bellhop.processing;

/** The event's source has been removed since it came, or its settings can no longer be used. */
final class UnknownSourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownSourceException(String message) {
        super(message);
    }
}
