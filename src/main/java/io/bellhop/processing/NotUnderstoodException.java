package io.bellhop.processing;

/** An event does not say what is needed, or nobody is left who knows how to read it; the message is for a person. */
final class NotUnderstoodException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotUnderstoodException(Exception reason) {
        super(reason.getMessage(), reason);
    }
}
