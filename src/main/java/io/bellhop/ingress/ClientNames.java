package io.bellhop.ingress;

import io.vertx.core.http.HttpConnection;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Whose certificate a caller showed, once TLS has found that one of our authorities vouches for it. */
final class ClientNames {

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6">RFC 5280, GeneralName: dNSName</a> */
    private static final int DNS_NAME = 2;

    private ClientNames() {}

    /** In lower case; empty without TLS, and for a caller without a certificate. */
    static Set<String> of(HttpConnection connection) {
        SSLSession session = connection.isSsl() ? connection.sslSession() : null;
        if (session == null) {
            return Set.of();
        }
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate shown ? names(shown) : Set.of();
        } catch (SSLPeerUnverifiedException e) {
            return Set.of();
        }
    }

    private static Set<String> names(X509Certificate certificate) {
        Set<String> names = new HashSet<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                alternatives.stream()
                        .filter(name -> name.get(0).equals(DNS_NAME))
                        .forEach(name -> names.add(name.get(1).toString().toLowerCase(Locale.ROOT)));
            }
            new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .forEach(name -> names.add(name.toString().toLowerCase(Locale.ROOT)));
        } catch (CertificateParsingException | InvalidNameException e) {
            // What cannot be read names nobody.
            return Set.of();
        }
        return names;
    }
}
