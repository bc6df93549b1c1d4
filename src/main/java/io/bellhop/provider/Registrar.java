package io.bellhop.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.signature.SigningSecret;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How our webhooks are registered at a provider: which calls to make, and how their answers are read. Pure; calls nobody.
 * A call that the provider does not have is empty; one without a list has no other but the one that creates, since nothing
 * can be found again.
 */
public interface Registrar {

    /**
     * The webhook as it would be now, so that it can be compared with what is there.
     *
     * @param secrets those of the source, the newest first; the newest is what requests are to bring
     * @throws IllegalArgumentException if the provider has no such webhooks; the message begins with the field's name
     */
    RegisteredWebhook asWritten(WantedWebhook wanted, List<SigningSecret> secrets);

    /** Whether the value of that field may be a secret, ours or another's: it is shown to nobody. */
    boolean isSecret(String field);

    /** The fields by which one that is there is known to be the one that is wanted, when its id is not known. */
    Set<String> identity();

    /** The field with the address that requests go to. */
    String address();

    Optional<ApiCall> list();

    /**
     * Reads one page of the list.
     *
     * @throws UnreadablePayloadException if no sense can be made of it
     */
    List<RegisteredWebhook> read(JsonNode page) throws UnreadablePayloadException;

    /** The call for the page after that one; empty after the last. */
    Optional<ApiCall> next(ApiCall asked, JsonNode page);

    /** @throws IllegalArgumentException as {@link #asWritten} does; so do the others that write one */
    ApiCall create(WantedWebhook wanted, List<SigningSecret> secrets);

    /** The id of the one that was made; empty if the provider does not tell. */
    Optional<String> reference(JsonNode created);

    Optional<ApiCall> update(String reference, WantedWebhook wanted, List<SigningSecret> secrets);

    Optional<ApiCall> remove(String reference);

    /** Has the provider send a request, whether the webhook is registered or not. */
    Optional<ApiCall> test(WantedWebhook wanted, List<SigningSecret> secrets);

    /** What came of a test. */
    TestResult tested(JsonNode answer);

    /**
     * What the provider was answered.
     *
     * @param status null if the provider does not say
     * @param body null if the provider does not say
     */
    record TestResult(Integer status, String body) {}
}
