package io.bellhop.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures what a burst and a long time do to a gateway of the size that its manifests give it. */
final class Endurance {

    /** The memory limit in {@code k8s/base}. */
    static final long LIMIT_MIB = 1024;

    /** Of so much memory the image gives the heap half, and the JVM itself takes this collector. */
    private static final List<String> JVM = List.of("-Xms64m", "-Xmx512m", "-XX:+UseSerialGC");

    /** As the image has it. */
    private static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

    private Endurance() {}

    static List<String> gatewayJava(Options options) {
        List<String> all = new ArrayList<>(JVM);
        all.addAll(options.gatewayJava());
        return all;
    }

    /** A gateway for each, so that what one leaves behind is not taken for what the other needs. */
    static void measureAndReport(Options options, Path build, Path report)
            throws IOException, InterruptedException, SQLException {
        Burst.Result burst;
        List<String> settings;
        try (Gateway gateway = Gateway.start(build, gatewayJava(options), ENVIRONMENT);
                Database database = prepared(gateway)) {
            settings = database.settings();
            burst = new Burst(gateway, database).run(options.openLoop(), options.burst());
        }
        try (Gateway gateway = Gateway.start(build, gatewayJava(options), ENVIRONMENT);
                Database database = prepared(gateway)) {
            Soak.Result soak = new Soak(gateway, database).run(options.openLoop(), options.soak());
            new EnduranceReport(options, settings, burst, soak).write(report);
        }
    }

    private static Database prepared(Gateway gateway) throws IOException, SQLException {
        Database database = Database.of(gateway.dataDirectory());
        database.requireDurableCommits();
        database.createBenchTables();
        return database;
    }
}
