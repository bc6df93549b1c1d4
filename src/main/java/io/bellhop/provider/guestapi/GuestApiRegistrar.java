package io.bellhop.provider.guestapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.provider.ApiCall;
import io.bellhop.provider.RegisteredWebhook;
import io.bellhop.provider.Registrar;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.WantedWebhook;
import io.bellhop.signature.SigningSecret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Our subscription at GUEST API. Nothing but subscribing is documented, so it is neither found again nor changed. What proves
 * a request is a token in its address; the fallback address has another, so that a request shows which way it came.
 */
final class GuestApiRegistrar implements Registrar {

    private static final String SUBSCRIBE_PATH = "subscribe-path";
    private static final String SUBSCRIBE_METHOD = "subscribe-method";
    private static final String SUBSCRIBE_NAME = "subscribe-name";

    static final Set<String> SETTINGS = Set.of(SUBSCRIBE_PATH, SUBSCRIBE_METHOD, SUBSCRIBE_NAME);

    /** The only one there is. A subscription is of one type, and its name is its own. */
    private static final String TYPE = "reservations";

    private static final String TOKEN = ".token";

    private final List<String> path;
    private final ApiCall.Method method;
    private final String name;
    private final TokenAddress addresses;

    private GuestApiRegistrar(List<String> path, ApiCall.Method method, String name, TokenAddress addresses) {
        this.path = path;
        this.method = method;
        this.name = name;
        this.addresses = addresses;
    }

    /** How one subscribes. */
    private enum Method {
        POST,
        PUT
    }

    /** Empty until {@code subscribe-path} is set. */
    static Optional<Registrar> of(SourceSettings settings) {
        ApiCall.Method method =
                switch (settings.oneOf(SUBSCRIBE_METHOD, Method.class, Method.POST)) {
                    case POST -> ApiCall.Method.POST;
                    case PUT -> ApiCall.Method.PUT;
                };
        String name = settings.text(SUBSCRIBE_NAME, "bellhop") + "-" + TYPE;
        TokenAddress addresses = TokenAddress.of(settings);
        return settings.text(SUBSCRIBE_PATH)
                .map(path -> new GuestApiRegistrar(ApiCall.path(path), method, name, addresses));
    }

    @Override
    public RegisteredWebhook asWritten(WantedWebhook wanted, List<SigningSecret> secrets) {
        check(wanted, secrets);
        Map<String, String> fields = new HashMap<>();
        fields.put("name", name);
        fields.put("subscribeType", TYPE);
        fields.put("WebhookURL", wanted.callbackUrl());
        fields.put("WebhookURL" + TOKEN, secrets.get(0).reveal());
        if (wanted.fallbackUrl() != null) {
            fields.put("FallBackUrl", wanted.fallbackUrl());
            fields.put("FallBackUrl" + TOKEN, secrets.get(1).reveal());
        }
        return new RegisteredWebhook(null, fields);
    }

    @Override
    public boolean isSecret(String field) {
        return field.endsWith(TOKEN);
    }

    @Override
    public Set<String> identity() {
        return Set.of("name");
    }

    @Override
    public ApiCall create(WantedWebhook wanted, List<SigningSecret> secrets) {
        check(wanted, secrets);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", name)
                .put("subscribeType", TYPE)
                .put("WebhookURL", addresses.with(wanted.callbackUrl(), secrets.get(0), TYPE));
        if (wanted.fallbackUrl() != null) {
            body.put("FallBackUrl", addresses.with(wanted.fallbackUrl(), secrets.get(1), TYPE));
        }
        return new ApiCall(method, path, Map.of(), body).onlyOnce();
    }

    private static void check(WantedWebhook wanted, List<SigningSecret> secrets) {
        refuse(!wanted.eventMask().equals("*") && !wanted.eventMask().equals(TYPE), "event_mask is * or " + TYPE);
        refuse(wanted.venue() != null, "venue_id is nothing that this provider has; leave it out");
        refuse(!wanted.requestParams().isEmpty(), "request_params are nothing that this provider has; leave them out");
        refuse(!wanted.headers().isEmpty(), "headers are nothing that this provider has; leave them out");
        refuse(!wanted.active(), "is_active is always true at this provider");
        refuse(!wanted.sendData(), "send_data is always true at this provider");
        refuse(
                wanted.fallbackUrl() != null && secrets.size() < 2,
                "fallback_url takes a second secret of the source, since its token is another");
        secrets.forEach(TokenAddress::check);
    }

    private static void refuse(boolean wrong, String reason) {
        if (wrong) {
            throw new IllegalArgumentException(reason);
        }
    }

    @Override
    public String address() {
        return "WebhookURL";
    }

    @Override
    public Optional<ApiCall> list() {
        return Optional.empty();
    }

    @Override
    public List<RegisteredWebhook> read(JsonNode page) {
        return List.of();
    }

    @Override
    public Optional<ApiCall> next(ApiCall asked, JsonNode page) {
        return Optional.empty();
    }

    @Override
    public Optional<String> reference(JsonNode created) {
        return Optional.empty();
    }

    @Override
    public Optional<ApiCall> update(String reference, WantedWebhook wanted, List<SigningSecret> secrets) {
        return Optional.empty();
    }

    @Override
    public Optional<ApiCall> remove(String reference) {
        return Optional.empty();
    }

    @Override
    public Optional<ApiCall> test(WantedWebhook wanted, List<SigningSecret> secrets) {
        return Optional.empty();
    }

    @Override
    public TestResult tested(JsonNode answer) {
        return new TestResult(null, null);
    }
}
