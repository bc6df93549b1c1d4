package io.bellhop.egress;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Addresses written in digits. Nothing here asks DNS. */
final class Literal {

    private Literal() {}

    /**
     * The address that is written as four decimal numbers without leading zeros, or as IPv6 without brackets or zone.
     *
     * @return empty for anything else, other spellings of addresses among them
     */
    static Optional<InetAddress> parse(String text) {
        // Netty takes 010.0.0.1 for 10.0.0.1, where others read an octal 8.0.0.1.
        boolean v4 = NetUtil.isValidIpV4Address(text)
                && NetUtil.bytesToIpAddress(NetUtil.createByteArrayFromIpAddressString(text))
                        .equals(text);
        boolean v6 = text.indexOf('%') < 0 && !text.startsWith("[") && NetUtil.isValidIpV6Address(text);
        return v4 || v6 ? Optional.of(of(NetUtil.createByteArrayFromIpAddressString(text))) : Optional.empty();
    }

    /** As in an address of HTTP: IPv6 in brackets. */
    static String host(InetAddress address) {
        String text = NetUtil.toAddressString(address);
        return text.indexOf(':') < 0 ? text : "[" + text + "]";
    }

    /** @param bytes 4 or 16; the 16 of an IPv4-mapped one become an IPv4 address */
    static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length, e);
        }
    }
}
