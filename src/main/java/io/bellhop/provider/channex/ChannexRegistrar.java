package io.bellhop.provider.channex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.provider.ApiCall;
import io.bellhop.provider.JsonBody;
import io.bellhop.provider.RegisteredWebhook;
import io.bellhop.provider.Registrar;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.provider.WantedWebhook;
import io.bellhop.signature.SigningSecret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Our webhooks at Channex. What is not said there is off, so all that matters is said. What proves a request is a header of ours.
 *
 * @param secretHeader the header that brings the source's newest secret
 * @see <a href="https://docs.channex.io/api-v.1-documentation/webhook-collection">Channex, Webhook Collection</a>
 */
record ChannexRegistrar(String secretHeader) implements Registrar {

    private static final List<String> WEBHOOKS = List.of("webhooks");
    private static final String PAGE = "pagination[page]";

    /** The most there may be on one. */
    private static final int PAGE_LIMIT = 100;

    /** What a header holds everywhere. */
    private static final Pattern HEADER_VALUE = Pattern.compile("[!-~]+");

    @Override
    public RegisteredWebhook asWritten(WantedWebhook wanted, List<SigningSecret> secrets) {
        return ChannexWebhook.of(null, body(wanted, secrets).path("webhook"));
    }

    /** All headers and arguments: others than ours may hold others' secrets. */
    @Override
    public boolean isSecret(String field) {
        return field.startsWith(ChannexWebhook.HEADERS + ".") || field.startsWith(ChannexWebhook.REQUEST_PARAMS + ".");
    }

    @Override
    public Set<String> identity() {
        return Set.of(ChannexWebhook.CALLBACK_URL, ChannexWebhook.PROPERTY_ID);
    }

    @Override
    public String address() {
        return ChannexWebhook.CALLBACK_URL;
    }

    @Override
    public Optional<ApiCall> list() {
        return Optional.of(ApiCall.get(WEBHOOKS).with(PAGE, "1").with("pagination[limit]", "" + PAGE_LIMIT));
    }

    @Override
    public List<RegisteredWebhook> read(JsonNode page) throws UnreadablePayloadException {
        if (!page.path("data").isArray()) {
            throw new UnreadablePayloadException("the list of webhooks has no data");
        }
        return StreamSupport.stream(page.path("data").spliterator(), false)
                .map(ChannexWebhook::of)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<ApiCall> next(ApiCall asked, JsonNode page) {
        int number = Integer.parseInt(asked.query().get(PAGE));
        int limit = page.path("meta").path("limit").asInt(PAGE_LIMIT);
        int entries = page.path("data").size();
        JsonNode total = page.path("meta").path("total");
        boolean last = entries == 0 || (total.isNumber() ? (long) number * limit >= total.asLong() : entries < limit);
        return last ? Optional.empty() : Optional.of(asked.with(PAGE, "" + (number + 1)));
    }

    @Override
    public ApiCall create(WantedWebhook wanted, List<SigningSecret> secrets) {
        return ApiCall.post(WEBHOOKS, body(wanted, secrets)).onlyOnce();
    }

    @Override
    public Optional<String> reference(JsonNode created) {
        return ChannexWebhook.of(created.path("data")).map(RegisteredWebhook::reference);
    }

    @Override
    public Optional<ApiCall> update(String reference, WantedWebhook wanted, List<SigningSecret> secrets) {
        return Optional.of(ApiCall.put(path(reference), body(wanted, secrets)));
    }

    @Override
    public Optional<ApiCall> remove(String reference) {
        return Optional.of(ApiCall.delete(path(reference)));
    }

    @Override
    public Optional<ApiCall> test(WantedWebhook wanted, List<SigningSecret> secrets) {
        return Optional.of(ApiCall.post(List.of("webhooks", "test"), body(wanted, secrets)));
    }

    @Override
    public TestResult tested(JsonNode answer) {
        JsonNode status = answer.path("status_code");
        return new TestResult(status.canConvertToInt() ? status.intValue() : null, JsonBody.text(answer, "body"));
    }

    private static List<String> path(String reference) {
        return List.of("webhooks", reference);
    }

    private ObjectNode body(WantedWebhook wanted, List<SigningSecret> secrets) {
        check(wanted, secrets.get(0));
        Map<String, String> headers = new TreeMap<>(wanted.headers());
        headers.put(secretHeader, secrets.get(0).reveal());
        ObjectNode webhook = JsonNodeFactory.instance.objectNode();
        webhook.put(ChannexWebhook.CALLBACK_URL, wanted.callbackUrl())
                .put(ChannexWebhook.EVENT_MASK, wanted.eventMask())
                .put(ChannexWebhook.PROPERTY_ID, wanted.venue())
                .put(ChannexWebhook.IS_GLOBAL, wanted.venue() == null)
                .put(ChannexWebhook.IS_ACTIVE, wanted.active())
                .put(ChannexWebhook.SEND_DATA, wanted.sendData());
        new TreeMap<>(wanted.requestParams()).forEach(webhook.putObject(ChannexWebhook.REQUEST_PARAMS)::put);
        headers.forEach(webhook.putObject(ChannexWebhook.HEADERS)::put);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("webhook", webhook);
        return body;
    }

    private void check(WantedWebhook wanted, SigningSecret secret) {
        if (wanted.fallbackUrl() != null) {
            throw new IllegalArgumentException("fallback_url is nothing that this provider has; leave it out");
        }
        if (wanted.venue() != null && !ChannexWebhook.isId(wanted.venue())) {
            throw new IllegalArgumentException("venue_id is the id of a property there, a UUID");
        }
        if (wanted.headers().keySet().stream().anyMatch(secretHeader::equalsIgnoreCase)) {
            throw new IllegalArgumentException("headers: " + secretHeader + " is for the source's secret");
        }
        if (!HEADER_VALUE.matcher(secret.reveal()).matches()) {
            throw new IllegalArgumentException("secrets: the newest cannot stand in a header;"
                    + " it takes letters, digits and signs of ASCII, without blanks");
        }
    }
}
