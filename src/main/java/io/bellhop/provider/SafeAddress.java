package io.bellhop.provider;

import java.net.URI;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** An address that secrets and people's data may be sent to: https, or http to this machine, and nothing else in it. */
public final class SafeAddress {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private SafeAddress() {}

    /**
     * Without a slash at its end.
     *
     * @throws IllegalArgumentException if it is none, or has a user, arguments or a fragment
     */
    public static String parse(String text) {
        URI url = URI.create(text);
        boolean safe = "https".equals(url.getScheme())
                || "http".equals(url.getScheme()) && LOOPBACK.contains(String.valueOf(url.getHost()));
        boolean more = Stream.of(url.getRawUserInfo(), url.getRawQuery(), url.getRawFragment())
                .anyMatch(Objects::nonNull);
        if (!safe || url.getHost() == null || more) {
            throw new IllegalArgumentException();
        }
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
