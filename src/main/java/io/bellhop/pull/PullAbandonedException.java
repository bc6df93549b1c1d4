package io.bellhop.pull;

/** Another replica has taken the pull over, or is to. */
final class PullAbandonedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PullAbandonedException() {
        super(null, null, false, false);
    }
}
