package io.bellhop.bench;

/** A way to store events durably. */
enum Way {
    PGBENCH("pgbench, one row per commit", null, "event"),
    PGBENCH_BARE("pgbench, into a table without indexes or partitions", null, "bench_bare"),
    GROUP_COMMIT("group commit (the product)", "/webhooks", "event"),
    INSERT_PER_REQUEST("one insert per request", "/bench/insert-per-request", "event"),
    ORM_PER_REQUEST("one ORM transaction per request", "/bench/orm-per-request", "bench_event");

    private final String label;
    private final String path;
    private final String table;

    Way(String label, String path, String table) {
        this.label = label;
        this.path = path;
        this.table = table;
    }

    /** Past the gateway, by PostgreSQL's own generator. */
    boolean isPgBench() {
        return path == null;
    }

    String label() {
        return label;
    }

    /** Without the source; null for what goes past the gateway. */
    String path() {
        return path;
    }

    /** Where the rows are found. */
    String table() {
        return table;
    }
}
