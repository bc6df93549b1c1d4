package io.bellhop.pull;

/** A pull that did not come to its end, though every call was answered. */
final class PullFailureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PullFailureException(String message) {
        super(message, null, false, false);
    }
}
