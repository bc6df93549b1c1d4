package io.bellhop.event;

/** PostgreSQL refuses this very event, whatever it is appended with. */
public final class UnstorableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnstorableEventException(Throwable cause) {
        super("PostgreSQL refuses this event: " + cause.getMessage(), cause);
    }
}
