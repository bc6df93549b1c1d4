package io.bellhop.blackbox;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.bellhop.egress.Certificates;
import io.bellhop.standin.StandIn;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** All that the artifact talks to, for the whole run. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

    /** That of {@link io.bellhop.Api}. */
    static final String KEY = "test-bellhop-key-of-all-tests";

    private GuardedPostgres postgres;
    private Certificates certificates;
    private Path authority;
    private GreenMail mails;
    private StandIn standIn;
    private int managementPort;

    @Override
    public Map<String, String> start() {
        makeDatabaseAndCertificates();
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
        settings.put("bellhop.delivery.allowed-addresses", "127.0.0.0/8,::1");
        settings.putAll(trust());
        settings.put("bellhop.pull.settle", "0s");
        return settings;
    }

    private void makeDatabaseAndCertificates() {
        try {
            Path folder = Files.createTempDirectory("bellhop-black-box");
            postgres = new GuardedPostgres(folder);
            certificates = new Certificates(folder);
            authority = certificates.writeAuthority(folder.resolve("authority.crt"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** In receivers whose certificates the authority of these tests has signed. */
    Map<String, String> trust() {
        return Map.of(
                "bellhop.delivery.tls-configuration-name",
                "receivers",
                "quarkus.tls.receivers.trust-store.pem.certs",
                authority.toString());
    }

    /** What it needs to start at all. */
    Map<String, String> databaseOnly() {
        return databaseOnly("postgres");
    }

    /** As above, with another database of the same server. */
    Map<String, String> databaseOnly(String database) {
        Map<String, String> settings = new HashMap<>(postgres.settings(database));
        settings.put("bellhop.encryption.key", Base64.getEncoder().encodeToString(new byte[32]));
        settings.put("bellhop.embedded-postgres.enabled", "false");
        return settings;
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

    GuardedPostgres postgres() {
        return postgres;
    }

    Certificates certificates() {
        return certificates;
    }

    /** That has signed them. */
    Path authority() {
        return authority;
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
