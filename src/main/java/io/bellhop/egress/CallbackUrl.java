package io.bellhop.egress;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An address as a person typed it in, found to be one that a request may be made to as far as can be told without asking
 * DNS: https, or http where that is allowed, a host that everybody reads alike, no user and no fragment.
 */
public final class CallbackUrl {

    private static final int MAX_LENGTH = 2_048;
    private static final int MAX_PORT = 65_535;
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    /** Scheme, host, port and the rest, which is not looked into here. */
    private static final Pattern PARTS = Pattern.compile(
            "(https?)://(\\[[^\\]]*\\]|[^:\\[\\]/?]*)(?::([^/?]*))?([/?].*)?", Pattern.CASE_INSENSITIVE);

    private final URI uri;
    private final Host host;
    private final int port;

    private CallbackUrl(URI uri, Host host, int port) {
        this.uri = uri;
        this.host = host;
        this.port = port;
    }

    /**
     * @param text may be null, which is no address
     * @throws IllegalArgumentException with a message that is fit for an API's answer: it says what is wrong, and never
     *     what was typed, which may hold a token
     */
    public static CallbackUrl parse(String text, EgressRules rules) {
        requirePlain(text);
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("the address is not of the form https://host/path");
        }
        boolean tls = parts.group(1).equalsIgnoreCase("https");
        if (!tls && !rules.allowsHttp()) {
            throw new IllegalArgumentException("the address must begin with https://");
        }
        Host host = Host.parse(parts.group(2));
        requireAllowed(host, rules);
        int port = parts.group(3) == null ? tls ? HTTPS_PORT : HTTP_PORT : port(parts.group(3));
        String origin = (tls ? "https://" : "http://") + host.text() + (parts.group(3) == null ? "" : ":" + port);
        return new CallbackUrl(uri(origin, parts.group(4)), host, port);
    }

    private static void requirePlain(String text) {
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException("the address is missing");
        }
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("the address is longer than " + MAX_LENGTH + " characters");
        }
        if (text.codePoints().anyMatch(CallbackUrl::isUnseen)) {
            throw new IllegalArgumentException("the address holds spaces or characters that are not seen");
        }
        if (text.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("the address holds a backslash, which some read as a slash");
        }
        if (text.indexOf('#') >= 0) {
            throw new IllegalArgumentException("the address holds a fragment, \"#\", which is never sent");
        }
        if (text.replaceFirst("^[^/]*//", "").split("[/?]", 2)[0].indexOf('@') >= 0) {
            throw new IllegalArgumentException("the address holds a user or a password, before \"@\"");
        }
    }

    private static boolean isUnseen(int point) {
        int type = Character.getType(point);
        return Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || Character.isISOControl(point)
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED
                || type == Character.PRIVATE_USE;
    }

    private static void requireAllowed(Host host, EgressRules rules) {
        Optional<String> refusal =
                host.isLocalhost() ? rules.loopbackRefusal() : host.literal().flatMap(rules::refusal);
        refusal.ifPresent(reason -> {
            throw new IllegalArgumentException("the address leads to where no request may go: " + reason);
        });
    }

    private static int port(String digits) {
        int port = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("the port is no number from 1 to " + MAX_PORT);
        }
        return port;
    }

    private static URI uri(String origin, String rest) {
        String target = rest == null ? "/" : rest.startsWith("?") ? "/" + rest : rest;
        try {
            return new URI(new URI(origin + target).toASCIIString());
        } catch (URISyntaxException e) {
            // Its message and its cause would hold what was typed.
            throw new IllegalArgumentException(
                    "the path or the query holds a character that has to be percent-encoded");
        }
    }

    /** As in the request: a name in ASCII and lower case, or an address, IPv6 in brackets. */
    public String host() {
        return host.text();
    }

    /** The scheme's own if none was typed. */
    public int port() {
        return port;
    }

    public boolean isTls() {
        return uri.getScheme().equals("https");
    }

    /** All of it, in ASCII. May hold tokens: not to be logged. */
    public URI uri() {
        return uri;
    }

    /** The address, if the host is one and no name. */
    Optional<InetAddress> literal() {
        return host.literal();
    }

    /** Path and query, as in a request. */
    String target() {
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + '?' + uri.getRawQuery();
    }

    /**
     * The same with more in its query, behind what is there already, in the map's order and percent-encoded. May be longer
     * than what can be typed in.
     */
    public CallbackUrl withParams(Map<String, String> params) {
        if (params.isEmpty()) {
            return this;
        }
        String more = params.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + '=' + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        String query = uri.getRawQuery();
        String separator = query == null ? "?" : query.isEmpty() || query.endsWith("&") ? "" : "&";
        return new CallbackUrl(URI.create(uri + separator + more), host, port);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "CallbackUrl[" + host.text() + "]";
    }
}
