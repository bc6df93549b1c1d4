package io.bellhop.ingress;

import io.bellhop.api.Problem;
import io.bellhop.signature.SecretBox;
import io.bellhop.signature.SigningSecret;
import io.vertx.core.json.JsonArray;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Seals and opens a source's secrets: a JSON list, the newest first. */
@Singleton
public final class SourceSecrets {

    /** More than a rotation needs; each costs a check per request. */
    public static final int MAX = 5;

    private final SecretBox box;

    SourceSecrets(SecretBox box) {
        this.box = box;
    }

    byte[] seal(String source, List<SigningSecret> secrets) {
        JsonArray list =
                new JsonArray(secrets.stream().map(SigningSecret::reveal).toList());
        return box.seal(list.encode().getBytes(StandardCharsets.UTF_8), context(source));
    }

    /** @throws IllegalArgumentException if they were sealed with another key */
    public List<SigningSecret> open(String source, byte[] sealed) {
        JsonArray list = new JsonArray(new String(box.open(sealed, context(source)), StandardCharsets.UTF_8));
        return list.stream().map(secret -> new SigningSecret((String) secret)).toList();
    }

    /** @throws io.bellhop.api.ProblemException 400 if there are too many */
    static List<SigningSecret> bounded(List<SigningSecret> secrets) {
        if (secrets.size() > MAX) {
            throw Problem.badRequest("a source has at most " + MAX + " secrets; replace them all instead")
                    .asException();
        }
        return secrets;
    }

    /** A secret copied to another source's row does not open there. */
    private static String context(String source) {
        return "source/" + source;
    }
}
