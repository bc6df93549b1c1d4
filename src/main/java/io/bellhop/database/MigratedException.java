package io.bellhop.database;

/** The schema is up to date, and that was all that this process was started for. */
public final class MigratedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MigratedException() {
        super("the schema is up to date");
    }
}
