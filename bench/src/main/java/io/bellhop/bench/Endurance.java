package io.bellhop.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Measures what a burst and a long time do to a gateway of the size that its manifests give it. */
final class Endurance {

    /** 60 % of the memory limit in {@code k8s/base}. */
    private static final String HEAP = "-Xmx460m";

    private Endurance() {}

    static List<String> gatewayJava(Options options) {
        List<String> all = new ArrayList<>(List.of(HEAP));
        all.addAll(options.gatewayJava());
        return all;
    }

    static void measureAndReport(Options options, Path build, Path report)
            throws IOException, InterruptedException, SQLException {
        try (Gateway gateway = Gateway.start(build, gatewayJava(options));
                Database database = Database.of(gateway.dataDirectory())) {
            database.requireDurableCommits();
            database.createBenchTables();
            Burst.Result burst = new Burst(gateway, database).run(options.openLoop(), options.burst());
            Soak.Result soak = new Soak(gateway, database).run(options.soak());
            new EnduranceReport(options, database.settings(), burst, soak).write(report);
        }
    }
}
