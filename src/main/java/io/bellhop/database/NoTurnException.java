package io.bellhop.database;

/** As many questions of one kind wait already as may. */
public final class NoTurnException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoTurnException() {
        super("as many wait already as may");
    }
}
