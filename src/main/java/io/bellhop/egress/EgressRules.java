package io.bellhop.egress;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses are forbidden: all that are not reachable from everywhere, but for those that the settings allow. Asks
 * nobody, and is safe for use by many threads.
 */
@Singleton
public final class EgressRules {

    private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1");

    private final SpecialAddresses special = new SpecialAddresses();
    private final List<Subnet> allowed;
    private final boolean allowsHttp;

    /** @throws IllegalArgumentException that names the setting, if one is mistyped */
    @Inject
    EgressRules(EgressConfig config) {
        this(config.allowedAddresses().orElse(List.of()), config.allowHttp());
    }

    /**
     * @param allowedAddresses such as {@code 10.1.2.3}, {@code 10.8.0.0/16} or {@code fd00:8::/32}
     * @throws IllegalArgumentException if one of them is none
     */
    public EgressRules(List<String> allowedAddresses, boolean allowsHttp) {
        this.allowed = allowedAddresses.stream().map(EgressRules::subnet).toList();
        this.allowsHttp = allowsHttp;
    }

    private static Subnet subnet(String text) {
        try {
            return Subnet.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("bellhop.delivery.allowed-addresses " + e.getMessage(), e);
        }
    }

    /** Whether requests may go without TLS. */
    public boolean allowsHttp() {
        return allowsHttp;
    }

    /**
     * Why no request may go there; empty if it may. An IPv6 address that stands for an IPv4 address is judged by that.
     *
     * @return a clause that names the range, never the address: what a name leads to inside is nobody's business
     */
    public Optional<String> refusal(InetAddress address) {
        InetAddress meant = SpecialAddresses.meant(address);
        if (allowed.stream().anyMatch(subnet -> subnet.holds(meant))) {
            return Optional.empty();
        }
        return special.describe(meant).map(range -> "addresses in " + range + " are not allowed");
    }

    /** Why not to this machine itself; empty if one way of it is allowed. */
    Optional<String> loopbackRefusal() {
        List<String> refusals = LOOPBACK.stream()
                .map(Literal::parse)
                .flatMap(Optional::stream)
                .map(this::refusal)
                .flatMap(Optional::stream)
                .toList();
        return refusals.size() == LOOPBACK.size() ? Optional.of(refusals.get(0)) : Optional.empty();
    }
}
