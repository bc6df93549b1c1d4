package io.bellhop.egress;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address of a name server as the settings have it, {@code 192.0.2.53}, {@code 192.0.2.53:53} or {@code [2001:db8::53]:53}. */
final class NameServer {

    private static final Pattern FORM = Pattern.compile("(?:\\[([^\\]]*)\\]|([^:]*))(?::([0-9]{1,5}))?");
    private static final int DNS_PORT = 53;
    private static final int MAX_PORT = 65_535;

    private NameServer() {}

    /** @throws IllegalArgumentException that names the setting */
    static InetSocketAddress parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (parts.matches()) {
            String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
            int port = parts.group(3) == null ? DNS_PORT : Integer.parseInt(parts.group(3));
            if (Literal.parse(host).isPresent() && port >= 1 && port <= MAX_PORT) {
                return new InetSocketAddress(Literal.parse(host).get(), port);
            }
        }
        throw new IllegalArgumentException("bellhop.delivery.dns-servers holds \"" + text
                + "\", but takes addresses as in 192.0.2.53:53 or [2001:db8::53]:53");
    }
}
