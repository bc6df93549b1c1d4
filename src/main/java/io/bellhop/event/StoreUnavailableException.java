package io.bellhop.event;

/** Nothing of it was acknowledged as stored; the sender should try again later. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message) {
        super(message);
    }

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** As long as {@link EventAppender#isFull()}. */
    public static StoreUnavailableException queueFull() {
        return new StoreUnavailableException("the queue of events to store is full");
    }
}
