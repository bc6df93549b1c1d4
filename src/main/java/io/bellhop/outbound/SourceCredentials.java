package io.bellhop.outbound;

import io.bellhop.signature.SecretBox;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Seals and opens a source's credentials: a JSON object of texts. */
@Singleton
public final class SourceCredentials {

    private final SecretBox box;

    SourceCredentials(SecretBox box) {
        this.box = box;
    }

    public byte[] seal(String source, Credentials credentials) {
        JsonObject json = new JsonObject();
        credentials.names().forEach(name -> json.put(name, credentials.reveal(name)));
        return box.seal(json.encode().getBytes(StandardCharsets.UTF_8), context(source));
    }

    /** @throws IllegalArgumentException if they were sealed with another key */
    public Credentials open(String source, byte[] sealed) {
        Map<String, String> values = new HashMap<>();
        new JsonObject(new String(box.open(sealed, context(source)), StandardCharsets.UTF_8))
                .forEach(entry -> values.put(entry.getKey(), (String) entry.getValue()));
        return new Credentials(values);
    }

    /** Those copied to another source's row do not open there. */
    private static String context(String source) {
        return "source/" + source + "/credentials";
    }
}
