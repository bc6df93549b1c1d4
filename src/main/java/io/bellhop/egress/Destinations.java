package io.bellhop.egress;

import io.bellhop.egress.Destination.Forbidden;
import io.bellhop.egress.Destination.Reachable;
import io.bellhop.egress.Destination.Unknown;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Looks a host up and checks every address of it. */
@Singleton
public final class Destinations {

    private final EgressRules rules;
    private final Names names;
    private final Limits limits;

    Destinations(EgressRules rules, Names names, Limits limits) {
        this.rules = rules;
        this.names = names;
        this.limits = limits;
    }

    /**
     * Where the address leads to now. A name with several addresses is forbidden if one of them is: none that means well
     * mixes them.
     *
     * @return never fails, and takes no longer than {@code connect-timeout}; on any thread, the caller's among them
     */
    public Uni<Destination> find(CallbackUrl url) {
        if (!url.isTls() && !rules.allowsHttp()) {
            return Uni.createFrom().item(new Forbidden("http without TLS is not allowed"));
        }
        return url.literal()
                .map(address -> Uni.createFrom().item(checked(List.of(address))))
                .orElseGet(() -> lookUp(url.host()));
    }

    private Uni<Destination> lookUp(String host) {
        return names.addresses(host)
                .ifNoItem()
                .after(limits.connectTimeout())
                .fail()
                .map(this::checked)
                .onFailure()
                .recoverWithItem(failure -> new Unknown(reason(failure)));
    }

    private Destination checked(List<InetAddress> addresses) {
        Optional<String> refusal =
                addresses.stream().map(rules::refusal).flatMap(Optional::stream).findFirst();
        if (refusal.isPresent()) {
            return new Forbidden(refusal.get());
        }
        // IPv6 has a way out from fewer networks.
        return addresses.stream()
                .filter(Inet4Address.class::isInstance)
                .findFirst()
                .or(() -> addresses.stream().findFirst())
                .<Destination>map(Reachable::new)
                .orElseGet(() -> new Unknown("the name has no address"));
    }

    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException || cause instanceof DnsNameResolverTimeoutException) {
                return "no name server has answered in time";
            }
            if (cause instanceof DnsErrorCauseException error) {
                return error.getCode().equals(DnsResponseCode.NXDOMAIN)
                        ? "there is no such name"
                        : "name servers answer " + error.getCode();
            }
        }
        return "the name has no address";
    }
}
