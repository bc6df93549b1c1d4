package io.bellhop.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.egress.Certificates;
import io.vertx.core.http.HttpConnection;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientNamesTest {

    @TempDir
    Path folder;

    @Test
    void withoutTlsThereAreNone() {
        assertThat(ClientNames.of(connection(null))).isEmpty();
    }

    @Test
    void whoShowsNoCertificateHasNone() {
        assertThat(ClientNames.of(connection(session(null)))).isEmpty();
    }

    @Test
    void hostNamesAndTheCommonNameCountAndAddressesDoNot() throws Exception {
        Path file = new Certificates(folder).writeAnotherCertificate(folder.resolve("shown.crt"));

        assertThat(ClientNames.of(connection(session(read(file)))))
                .containsExactlyInAnyOrder("another.example.test", "another");
    }

    private static Certificate read(Path file) throws Exception {
        try (InputStream content = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(content);
        }
    }

    private static HttpConnection connection(SSLSession session) {
        Map<String, Object> answers =
                session == null ? Map.of("isSsl", false) : Map.of("isSsl", true, "sslSession", session);
        return fake(HttpConnection.class, answers);
    }

    /** @param shown null for none */
    private static SSLSession session(Certificate shown) {
        return fake(
                SSLSession.class, shown == null ? Map.of() : Map.of("getPeerCertificates", new Certificate[] {shown}));
    }

    /** Answers these methods; asked anything else, it is a session whose other side has not proved who it is. */
    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (answers.containsKey(method.getName())) {
                        return answers.get(method.getName());
                    }
                    throw new SSLPeerUnverifiedException("peer not authenticated");
                }));
    }
}
