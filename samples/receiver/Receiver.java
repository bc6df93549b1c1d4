import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A subscriber's end: checks each delivery's signature, prints a line for it, and answers. Run as {@code samples/receive}.
 *
 * @see <a href="https://www.standardwebhooks.com">Standard Webhooks</a>
 */
public final class Receiver {

    private static final String USAGE = """
            Takes deliveries as a subscriber does, checks their signatures and prints a line for each.

              samples/receive [--port 8090] [--secret-file FILE] [--status 204]

            The file holds the subscription's secret, whsec_…, and is read for each delivery: it may come later.
            """;

    /** Against somebody who sends again what he has recorded. */
    private static final long TOLERANCE_SECONDS = 300;

    private static final Pattern FIELD = Pattern.compile("\"(type|subject)\":\"([^\"]*)\"");

    private final Path secretFile;
    private final int status;

    private Receiver(Path secretFile, int status) {
        this.secretFile = secretFile;
        this.status = status;
    }

    public static void main(String[] arguments) throws IOException {
        int port = 8090;
        int status = 204;
        Path secretFile = Path.of("target", "subscription.secret");
        for (int i = 0; i < arguments.length; i += 2) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            switch (arguments[i]) {
                case "--port" -> port = Integer.parseInt(value);
                case "--status" -> status = Integer.parseInt(value);
                case "--secret-file" -> secretFile = Path.of(value);
                default -> {
                    System.out.print(USAGE);
                    System.exit(arguments[i].equals("--help") ? 0 : 2);
                }
            }
        }
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/", new Receiver(secretFile, status)::receive);
        server.start();
        System.out.println("receiving on http://127.0.0.1:" + port + "/, answering " + status);
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String type = "?";
        String subject = "";
        Matcher fields = FIELD.matcher(head(new String(body, StandardCharsets.UTF_8)));
        while (fields.find()) {
            if (fields.group(1).equals("type")) {
                type = fields.group(2);
            } else {
                subject = fields.group(2);
            }
        }
        System.out.printf(
                "%s  %-9s  %s  %s%n",
                exchange.getRequestHeaders().getFirst("webhook-id"), check(exchange, body), type, subject);
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** What stands before the provider's own data. */
    private static String head(String event) {
        int data = event.indexOf("\"data\":");
        return data < 0 ? event : event.substring(0, data);
    }

    private String check(HttpExchange exchange, byte[] body) throws IOException {
        String secret = Files.exists(secretFile) ? Files.readString(secretFile).strip() : "";
        if (!secret.startsWith("whsec_")) {
            return "unchecked";
        }
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        String timestamp = exchange.getRequestHeaders().getFirst("webhook-timestamp");
        String signatures = exchange.getRequestHeaders().getFirst("webhook-signature");
        if (id == null || timestamp == null || signatures == null || !timestamp.matches("\\d{1,11}")) {
            return "UNSIGNED";
        }
        if (Math.abs(System.currentTimeMillis() / 1000 - Long.parseLong(timestamp)) > TOLERANCE_SECONDS) {
            return "OLD";
        }
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        String expected = "v1," + Base64.getEncoder().encodeToString(hmac(key, id + '.' + timestamp + '.', body));
        boolean genuine = false;
        for (String signature : signatures.split(" ")) {
            genuine |= MessageDigest.isEqual(signature.getBytes(US_ASCII), expected.getBytes(US_ASCII));
        }
        return genuine ? "genuine" : "FORGED";
    }

    private static byte[] hmac(byte[] key, String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
