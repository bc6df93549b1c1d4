package io.bellhop.delivery;

/** Where a delivery waits: first attempts never wait for what has failed, or is sent again by a person. */
enum Lane {
    FRESH(0),
    AGAIN(1);

    private final short number;

    Lane(int number) {
        this.number = (short) number;
    }

    /** As the database has it. */
    short number() {
        return number;
    }

    static Lane of(int number) {
        return number == FRESH.number ? FRESH : AGAIN;
    }
}
