package io.bellhop.bench;

import java.util.List;

/** A way to store, used by so many at once: pgbench's clients, or HTTP connections. */
record Variant(Way way, int clients) {

    static final Variant BUDGETED = new Variant(Way.GROUP_COMMIT, 256);

    /** In the order of the report. */
    static final List<Variant> ALL = List.of(
            new Variant(Way.PGBENCH_BARE, 8),
            new Variant(Way.PGBENCH_BARE, 32),
            new Variant(Way.PGBENCH_BARE, 64),
            new Variant(Way.PGBENCH, 8),
            new Variant(Way.PGBENCH, 32),
            new Variant(Way.PGBENCH, 64),
            new Variant(Way.ORM_PER_REQUEST, 256),
            new Variant(Way.INSERT_PER_REQUEST, 256),
            new Variant(Way.GROUP_COMMIT, 64),
            BUDGETED);

    @Override
    public String toString() {
        return way.label() + ", " + clients;
    }
}
