package io.bellhop.database;

import io.vertx.pgclient.SslMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The database as an operator writes it: {@code postgresql://host:5432/name?sslmode=require}. As others write it, it is
 * understood too: {@code postgres://}, {@code jdbc:postgresql://}, and with {@code user:password@}.
 *
 * @param url begins with {@code postgresql://} and has no credentials in it
 * @param username null if the URL has none
 * @param password null if the URL has none
 */
record DatabaseUrl(String url, String username, String password) {

    static final String PRIMARY = "bellhop.database.url";
    static final String DIRECT = "bellhop.database.direct-url";
    static final String REPLICA = "bellhop.database.replica-url";

    private static final String SSL_MODE = "sslmode=";

    /** @param setting where it stands @throws UnusableDatabaseException if it is not of that form; the message does not repeat it, for the password's sake */
    static DatabaseUrl parse(String setting, String text) {
        URI uri;
        try {
            uri = new URI(text.strip().replaceFirst("^jdbc:", "").replaceFirst("^postgres:", "postgresql:"));
        } catch (URISyntaxException e) {
            throw malformed(setting);
        }
        String path = uri.getPath();
        if (!"postgresql".equals(uri.getScheme()) || uri.getHost() == null || path == null || path.length() < 2) {
            throw malformed(setting);
        }
        String[] credentials =
                uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
        String url = "postgresql://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getRawPath()
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        return new DatabaseUrl(
                url, credentials.length > 0 ? credentials[0] : null, credentials.length > 1 ? credentials[1] : null);
    }

    /** @param setting where it stands @throws UnusableDatabaseException if it is none that there is */
    SslMode sslMode(String setting) {
        return Optional.ofNullable(URI.create(url).getQuery()).stream()
                .flatMap(query -> Arrays.stream(query.split("&")))
                .filter(parameter -> parameter.startsWith(SSL_MODE))
                .map(parameter -> sslMode(setting, parameter.substring(SSL_MODE.length())))
                .findFirst()
                .orElse(SslMode.DISABLE);
    }

    private static SslMode sslMode(String setting, String word) {
        return Arrays.stream(SslMode.VALUES)
                .filter(mode -> word(mode).equals(word))
                .findFirst()
                .orElseThrow(() -> new UnusableDatabaseException(setting + " has no sslmode that there is; there are "
                        + Arrays.stream(SslMode.VALUES).map(DatabaseUrl::word).collect(Collectors.joining(", "))));
    }

    private static String word(SslMode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static UnusableDatabaseException malformed(String setting) {
        return new UnusableDatabaseException(
                setting + " is not of the form postgresql://host:5432/name; a name is needed, and one host");
    }

    @Override
    public String toString() {
        return url;
    }
}
