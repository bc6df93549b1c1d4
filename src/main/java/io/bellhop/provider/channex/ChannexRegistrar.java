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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Our webhooks at Channex. What is not said there is off, so everything is said. What proves a request is a header of ours.
 *
 * @param secretHeader the header that brings the source's newest secret
 * @see <a href="https://docs.channex.io/api-v.1-documentation/webhook-collection">Channex, Webhook Collection</a>
 */
record ChannexRegistrar(String secretHeader) implements Registrar {

    private static final List<String> WEBHOOKS = List.of("webhooks");
    private static final String PAGE = "pagination[page]";

    /** The most there may be on one. */
    private static final int PAGE_LIMIT = 100;

    private static final String CALLBACK_URL = "callback_url";
    private static final String EVENT_MASK = "event_mask";
    private static final String PROPERTY_ID = "property_id";
    private static final String REQUEST_PARAMS = "request_params";
    private static final String HEADERS = "headers";

    private static final List<String> FLAGS = List.of("is_global", "is_active", "send_data");

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** What a header holds everywhere. */
    private static final Pattern HEADER_VALUE = Pattern.compile("[!-~]+");

    @Override
    public RegisteredWebhook asWritten(WantedWebhook wanted, List<SigningSecret> secrets) {
        return webhook(null, body(wanted, secrets).path("webhook"));
    }

    /** All headers and arguments: others than ours may hold others' secrets. */
    @Override
    public boolean isSecret(String field) {
        return field.startsWith(HEADERS + ".") || field.startsWith(REQUEST_PARAMS + ".");
    }

    @Override
    public Set<String> identity() {
        return Set.of(CALLBACK_URL, PROPERTY_ID);
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
                .map(ChannexRegistrar::webhook)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<ApiCall> next(ApiCall asked, JsonNode page) {
        int number = Integer.parseInt(asked.query().get(PAGE));
        int limit = page.path("meta").path("limit").asInt(PAGE_LIMIT);
        int total = page.path("meta").path("total").asInt(Integer.MAX_VALUE);
        boolean last = page.path("data").isEmpty() || (long) number * limit >= total;
        return last ? Optional.empty() : Optional.of(asked.with(PAGE, "" + (number + 1)));
    }

    @Override
    public ApiCall create(WantedWebhook wanted, List<SigningSecret> secrets) {
        return ApiCall.post(WEBHOOKS, body(wanted, secrets));
    }

    @Override
    public Optional<String> reference(JsonNode created) {
        return webhook(created.path("data")).map(RegisteredWebhook::reference);
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
        webhook.put(CALLBACK_URL, wanted.callbackUrl())
                .put(EVENT_MASK, wanted.eventMask())
                .put(PROPERTY_ID, wanted.venue())
                .put("is_global", wanted.venue() == null)
                .put("is_active", wanted.active())
                .put("send_data", wanted.sendData());
        new TreeMap<>(wanted.requestParams()).forEach(webhook.putObject(REQUEST_PARAMS)::put);
        headers.forEach(webhook.putObject(HEADERS)::put);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("webhook", webhook);
        return body;
    }

    private void check(WantedWebhook wanted, SigningSecret secret) {
        if (wanted.fallbackUrl() != null) {
            throw new IllegalArgumentException("fallback_url is nothing that this provider has; leave it out");
        }
        if (wanted.venue() != null && !UUID.matcher(wanted.venue()).matches()) {
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

    /** Empty if it has no id that may stand in an address. */
    private static Optional<RegisteredWebhook> webhook(JsonNode entry) {
        String id = JsonBody.text(entry, "id");
        if (id == null || !UUID.matcher(id).matches()) {
            return Optional.empty();
        }
        ObjectNode attributes = entry.path("attributes").isObject()
                ? entry.path("attributes").deepCopy()
                : JsonNodeFactory.instance.objectNode();
        if (JsonBody.text(attributes, PROPERTY_ID) == null) {
            attributes.put(
                    PROPERTY_ID,
                    JsonBody.text(entry.path("relationships").path("property").path("data"), "id"));
        }
        return Optional.of(webhook(id, attributes));
    }

    private static RegisteredWebhook webhook(String id, JsonNode attributes) {
        Map<String, String> fields = new HashMap<>();
        Stream.of(CALLBACK_URL, PROPERTY_ID).forEach(name -> put(fields, name, JsonBody.text(attributes, name)));
        put(fields, EVENT_MASK, mask(JsonBody.text(attributes, EVENT_MASK)));
        // Left out means no.
        FLAGS.forEach(name -> fields.put(name, "" + attributes.path(name).asBoolean()));
        Stream.of(REQUEST_PARAMS, HEADERS)
                .forEach(group -> attributes
                        .path(group)
                        .properties()
                        .forEach(entry -> fields.put(
                                group + "." + entry.getKey(), entry.getValue().asText())));
        return new RegisteredWebhook(id, fields);
    }

    private static void put(Map<String, String> fields, String name, String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    /** The same names in another order are the same mask. */
    private static String mask(String text) {
        return text == null
                ? null
                : Stream.of(text.split(";"))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .sorted()
                        .collect(Collectors.joining(";"));
    }
}
