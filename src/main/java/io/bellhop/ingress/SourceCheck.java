package io.bellhop.ingress;

import io.bellhop.edge.TlsConfig;
import io.bellhop.outbound.Credentials;
import io.bellhop.provider.Providers;
import io.bellhop.provider.SourceSettings;
import io.bellhop.replica.Replica;
import io.bellhop.signature.SigningSecret;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** What a source has to be before it is written. */
@Singleton
final class SourceCheck {

    private final Providers providers;
    private final boolean certificatesAreAskedFor;

    SourceCheck(Providers providers, TlsConfig tls, Replica replica) {
        this.providers = providers;
        // A process that takes no calls may know nothing of TLS, and has no webhooks to refuse.
        this.certificatesAreAskedFor = tls.clientAuthorities().isPresent() || !replica.takesCalls();
    }

    /** @throws IllegalArgumentException that says what it is not */
    void require(String name, String provider, Map<String, String> settings, List<SigningSecret> secrets) {
        SourceName.check(name);
        ActiveSource source = ActiveSource.of(name, providers.named(provider), new SourceSettings(settings), secrets);
        if (refusesAll(source)) {
            throw new IllegalArgumentException(
                    "setting client-certificate needs bellhop.tls.client-authorities: without"
                            + " it, nobody is asked for a certificate, and every webhook would be refused");
        }
    }

    /** @throws IllegalArgumentException if the provider takes others */
    void requireCredentials(String provider, Credentials credentials) {
        credentials.requireExactly(providers.named(provider).credentials());
    }

    /** One that insists on callers' certificates, where no caller is asked for one. */
    boolean refusesAll(ActiveSource source) {
        return !certificatesAreAskedFor && source.admission().asksForCertificate();
    }
}
