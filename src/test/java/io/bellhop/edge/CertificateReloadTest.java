package io.bellhop.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.egress.Certificates;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Event;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateReloadTest {

    private final Vertx vertx = Vertx.vertx();
    private final List<CertificateUpdatedEvent> updates = new ArrayList<>();
    private boolean readable = true;

    @TempDir
    Path folder;

    private CertificateReload reload;

    @BeforeEach
    void serveTheFirstPair() throws Exception {
        write("first");
        reload = new CertificateReload(new Pair(), null, registry(), updated(), vertx);
        reload.begin();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void write(String name) throws Exception {
        Certificates certificates = new Certificates(Files.createDirectories(folder.resolve(name)));
        certificates.writeCertificate(folder.resolve("tls.crt"));
        certificates.writeKey(folder.resolve("tls.key"));
    }

    @Test
    void aNewPairIsTakenOverOnce() throws Exception {
        write("second");

        reload.look();
        reload.look();

        assertThat(updates).hasSize(1);
    }

    /** The files are read twice, and in between they may be replaced, or not be there for a moment. */
    @Test
    void oneThatWasNotTakenOverIsTriedAgain() throws Exception {
        write("second");
        readable = false;
        reload.look();
        assertThat(updates).isEmpty();

        readable = true;
        reload.look();

        assertThat(updates).hasSize(1);
    }

    @Test
    void aKeyThatComesLaterIsWaitedFor() throws Exception {
        Path key = Files.copy(folder.resolve("tls.key"), folder.resolve("first.key"));
        write("second");
        Path secondKey = Files.move(folder.resolve("tls.key"), folder.resolve("second.key"));
        Files.copy(key, folder.resolve("tls.key"));
        reload.look();
        reload.look();
        assertThat(updates).isEmpty();

        Files.delete(folder.resolve("tls.key"));
        reload.look();
        Files.copy(secondKey, folder.resolve("tls.key"));
        reload.look();

        assertThat(updates).hasSize(1);
    }

    private final class Pair implements TlsConfig {

        @Override
        public Optional<Path> certificate() {
            return Optional.of(folder.resolve("tls.crt"));
        }

        @Override
        public Optional<Path> key() {
            return Optional.of(folder.resolve("tls.key"));
        }

        @Override
        public Optional<Path> clientAuthorities() {
            return Optional.empty();
        }

        @Override
        public Duration reload() {
            return Duration.ofMinutes(1);
        }
    }

    private TlsConfigurationRegistry registry() {
        TlsConfiguration served = fake(TlsConfiguration.class, (proxy, method, arguments) -> readable);
        return fake(TlsConfigurationRegistry.class, (proxy, method, arguments) -> Optional.of(served));
    }

    @SuppressWarnings("unchecked")
    private Event<CertificateUpdatedEvent> updated() {
        return fake(
                Event.class,
                (proxy, method, arguments) -> updates.add((CertificateUpdatedEvent) arguments[0]) ? null : null);
    }

    /** Of an interface of which one method is called. */
    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
