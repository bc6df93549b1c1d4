package io.bellhop.egress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The addresses that are not reachable from everywhere, or that mean something to a cloud.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA IPv4 Special-Purpose Address Registry</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA IPv6 Special-Purpose Address Registry</a>
 * @see <a href="https://www.iana.org/assignments/ipv6-address-space">IANA IPv6 Address Space: global unicast is 2000::/3</a>
 */
final class SpecialAddresses {

    /** The IPv4 address stands in the last four bytes. @see <a href="https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2">RFC 4291, 2.5.5.2</a> */
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    /** So does it here. @see <a href="https://www.rfc-editor.org/rfc/rfc6052#section-2.1">RFC 6052, 2.1</a> */
    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    private static final int PREFIX_BYTES = 12;

    // Of an instance, not of the class: that would be made with a native image, which takes no addresses.
    private final Subnet globalUnicast = Subnet.parse("2000::/3");

    private final List<Special> all = List.of(
            special("0.0.0.0/8", "this network"),
            special("10.0.0.0/8", "private use"),
            special("100.64.0.0/10", "shared address space"),
            special("127.0.0.0/8", "loopback"),
            special("169.254.0.0/16", "link-local, metadata of clouds"),
            special("172.16.0.0/12", "private use"),
            special("192.0.0.0/24", "protocol assignments"),
            special("192.0.2.0/24", "documentation"),
            special("192.88.99.0/24", "6to4 relays"),
            special("192.168.0.0/16", "private use"),
            special("198.18.0.0/15", "benchmarking"),
            special("198.51.100.0/24", "documentation"),
            special("203.0.113.0/24", "documentation"),
            special("224.0.0.0/4", "multicast"),
            special("240.0.0.0/4", "reserved, broadcast"),
            // Public by its number, but inside Azure its machines' own platform.
            // https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
            special("168.63.129.16", "metadata of a cloud"),
            special("2001::/23", "protocol assignments, Teredo"),
            special("2001:db8::/32", "documentation"),
            special("2002::/16", "6to4"),
            special("3fff::/20", "documentation"),
            special("::", "unspecified"),
            special("::1", "loopback"),
            special("fc00::/7", "unique local"),
            special("fe80::/10", "link-local"),
            special("ff00::/8", "multicast"));

    private record Special(Subnet subnet, String use) {}

    private static Special special(String subnet, String use) {
        return new Special(Subnet.parse(subnet), use);
    }

    /** What an address in this form stands for: the IPv4 address in it, or else itself. */
    static InetAddress meant(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address && (begins(bytes, MAPPED) || begins(bytes, NAT64))) {
            return Literal.of(Arrays.copyOfRange(bytes, PREFIX_BYTES, bytes.length));
        }
        return address;
    }

    private static boolean begins(byte[] bytes, byte[] prefix) {
        return Arrays.equals(bytes, 0, PREFIX_BYTES, prefix, 0, PREFIX_BYTES);
    }

    /** The range that it is in and what that is for; empty if it is reachable from everywhere. */
    Optional<String> describe(InetAddress address) {
        Optional<String> special = all.stream()
                .filter(candidate -> candidate.subnet().holds(address))
                .map(found -> found.subnet() + " (" + found.use() + ")")
                .findFirst();
        if (special.isEmpty() && address instanceof Inet6Address && !globalUnicast.holds(address)) {
            return Optional.of("no global range of IPv6");
        }
        return special;
    }
}
