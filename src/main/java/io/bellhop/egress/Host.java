package io.bellhop.egress;

import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The host of an address, in the one spelling that everybody reads alike.
 *
 * @param text a name in lower case without a dot at its end, IPv4 as four decimal numbers, or IPv6 in brackets
 * @param literal the address itself if it is written as one
 */
record Host(String text, Optional<InetAddress> literal) {

    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final int MAX_NAME_LENGTH = 253;

    /**
     * What somebody somewhere reads as a number, and a host that ends with it as an IPv4 address.
     *
     * @see <a href="https://url.spec.whatwg.org/#ends-in-a-number-checker">URL Standard, ends in a number</a>
     */
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

    /** @throws IllegalArgumentException with what is wrong, and never what was there */
    static Host parse(String raw) {
        if (raw.isEmpty()) {
            throw new IllegalArgumentException("the address has no host");
        }
        return raw.startsWith("[") ? bracketed(raw) : named(raw);
    }

    private static Host bracketed(String raw) {
        if (raw.indexOf('%') >= 0) {
            throw new IllegalArgumentException("an address with a zone leads nowhere from here; leave the zone out");
        }
        return Optional.of(raw)
                .filter(text -> text.endsWith("]"))
                .flatMap(text -> Literal.parse(text.substring(1, text.length() - 1)))
                .map(address -> new Host(Literal.host(address), Optional.of(address)))
                .orElseThrow(() -> new IllegalArgumentException("there is no IPv6 address in the brackets"));
    }

    private static Host named(String raw) {
        String ascii = ascii(raw);
        String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        if (NUMBER.matcher(name.substring(name.lastIndexOf('.') + 1)).matches()) {
            // From here on nothing may have been put right: others might read what was there differently.
            return Literal.parse(raw)
                    .map(address -> new Host(raw, Optional.of(address)))
                    .orElseThrow(
                            () -> new IllegalArgumentException(
                                    "an IPv4 address is written as four decimal numbers without leading zeros, as in 192.0.2.1"));
        }
        if (name.length() > MAX_NAME_LENGTH || !NAME.matcher(name).matches()) {
            throw notAName();
        }
        return new Host(name, Optional.empty());
    }

    /** Letters of other alphabets become what DNS knows them by; full-width digits and dots become plain ones. */
    private static String ascii(String raw) {
        try {
            return IDN.toASCII(raw, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw notAName();
        }
    }

    private static IllegalArgumentException notAName() {
        return new IllegalArgumentException(
                "the host is no host name: labels of letters, digits and hyphens, each of 63 characters at most,"
                        + " with dots between them");
    }

    boolean isLocalhost() {
        return text.equals("localhost") || text.endsWith(".localhost");
    }
}
