package io.bellhop.ingress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellhop.signature.SecretBox;
import io.bellhop.webhook.Fields;
import io.bellhop.webhook.RawBody;
import io.bellhop.webhook.WebhookRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Seals what comes before a refused request's body: its path, query and headers are full of credentials. */
@Singleton
final class RequestSeal {

    private final SecretBox box;
    private final ObjectMapper json;

    RequestSeal(SecretBox box, ObjectMapper json) {
        this.box = box;
        this.json = json;
    }

    /** What is sealed, as JSON. */
    @RegisterForReflection
    record Head(
            List<String> path,
            Map<String, List<String>> query,
            Map<String, List<String>> headers,
            Set<String> clientNames) {

        /** None in what was sealed before there were any. */
        Head {
            clientNames = clientNames == null ? Set.of() : clientNames;
        }
    }

    byte[] seal(RefusedRequest.Id id, WebhookRequest request) {
        Head head = new Head(
                request.path(), request.query().asMap(), request.headers().asMap(), request.clientNames());
        try {
            return box.seal(json.writeValueAsBytes(head), id.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text can be written as JSON", e);
        }
    }

    /** @throws IllegalArgumentException if it was sealed with another key or for another id */
    WebhookRequest open(RefusedRequest.Id id, byte[] sealed, String source, RawBody body, Instant receivedAt) {
        try {
            Head head = json.readValue(box.open(sealed, id.toString()), Head.class);
            return new WebhookRequest(
                    source,
                    head.path(),
                    Fields.of(head.query()),
                    Fields.of(head.headers()),
                    body,
                    receivedAt,
                    head.clientNames());
        } catch (IOException e) {
            throw new IllegalArgumentException("what was sealed is not a request", e);
        }
    }
}
