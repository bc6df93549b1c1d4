package io.bellhop.guest;

/** Two guests are one, and only a transaction that links no reservation to either meanwhile may make them so. */
public final class MergeFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MergeFoundException() {
        super("a merge was found while it was not allowed");
    }
}
