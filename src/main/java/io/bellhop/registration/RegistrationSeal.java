package io.bellhop.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellhop.provider.RegisteredWebhook;
import io.bellhop.provider.WantedWebhook;
import io.bellhop.signature.SecretBox;
import io.bellhop.signature.SigningSecret;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Seals and opens what a registration holds of secrets. Null stays null. */
@Singleton
@RegisterForReflection(targets = {WantedWebhook.class, RegisteredWebhook.class})
final class RegistrationSeal {

    private final SecretBox box;
    private final ObjectMapper json;

    RegistrationSeal(SecretBox box, ObjectMapper json) {
        this.box = box;
        this.json = json;
    }

    Buffer wanted(String source, WantedWebhook wanted) {
        return seal(source, "wanted", wanted);
    }

    WantedWebhook wanted(String source, Buffer sealed) {
        return open(source, "wanted", sealed, WantedWebhook.class);
    }

    Buffer written(String source, RegisteredWebhook written) {
        return seal(source, "written", written);
    }

    RegisteredWebhook written(String source, Buffer sealed) {
        return open(source, "written", sealed, RegisteredWebhook.class);
    }

    Buffer retired(String source, List<SigningSecret> retired) {
        return seal(
                source, "retired", retired.stream().map(SigningSecret::reveal).toList());
    }

    List<SigningSecret> retired(String source, Buffer sealed) {
        return Stream.of(open(source, "retired", sealed, String[].class))
                .map(SigningSecret::new)
                .toList();
    }

    private Buffer seal(String source, String column, Object value) {
        try {
            return value == null
                    ? null
                    : Buffer.buffer(box.seal(json.writeValueAsBytes(value), context(source, column)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text can be written as JSON", e);
        }
    }

    /** @throws IllegalArgumentException if it was sealed with another key */
    private <T> T open(String source, String column, Buffer sealed, Class<T> type) {
        try {
            return sealed == null ? null : json.readValue(box.open(sealed.getBytes(), context(source, column)), type);
        } catch (IOException e) {
            throw new IllegalArgumentException("what was sealed is no " + column + " webhook", e);
        }
    }

    /** What is copied to another row or column does not open there. */
    private static String context(String source, String column) {
        return "registration/" + source + "/" + column;
    }
}
