package io.bellhop.provider.guestapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bellhop.provider.ApiAccess.Authentication;
import io.bellhop.provider.ApiCall;
import io.bellhop.provider.ProviderApi;
import io.bellhop.provider.Registrar;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.WantedWebhook;
import io.bellhop.signature.SigningSecret;
import io.bellhop.signature.Verdict;
import io.bellhop.webhook.RequestBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuestApiRegistrarTest {

    private static final String CALLBACK = "https://gateway.example.com/webhooks/guestapi";
    private static final String FALLBACK = "https://second.example.com/webhooks/guestapi";

    private static final List<SigningSecret> SECRETS =
            List.of(new SigningSecret("first-token"), new SigningSecret("second-token"));

    private static final Map<String, String> SET =
            Map.of("base-url", "https://api.example.com/v1", "subscribe-path", "/subscriptions/new");

    @Test
    void isOffUntilItIsSaidWhereItIs() {
        assertThat(api(Map.of())).isEmpty();
        assertThat(api(Map.of("base-url", "https://api.example.com")).flatMap(ProviderApi::registrar))
                .isEmpty();
        assertThat(api(SET).flatMap(ProviderApi::registrar)).isPresent();
    }

    @Test
    void logsInWithAUserAndAPassword() {
        assertThat(api(SET).orElseThrow().access().authentication())
                .isEqualTo(new Authentication.Basic("username", "password"));
        assertThat(new GuestApiProvider().credentials()).containsExactlyInAnyOrder("username", "password");
    }

    @Test
    void subscribesWithATokenInEachAddress() {
        ApiCall call = registrar(Map.of()).create(wanted(FALLBACK), SECRETS);

        assertThat(call).hasToString("POST /subscriptions/new");
        assertThat(call.body())
                .isEqualTo(JsonNodeFactory.instance
                        .objectNode()
                        .put("name", "bellhop-reservations")
                        .put("subscribeType", "reservations")
                        .put("WebhookURL", CALLBACK + "/first-token/reservations")
                        .put("FallBackUrl", FALLBACK + "/second-token/reservations"));
    }

    @Test
    void aRequestToTheAddressIsProvedByIt() {
        WantedWebhook wanted = wanted(null);

        String path = registrar(Map.of())
                .create(wanted, SECRETS)
                .body()
                .path("WebhookURL")
                .asText();

        var request = RequestBuilder.with("[]")
                .path(path.substring(CALLBACK.length() + 1).split("/"));
        assertThat(new GuestApiProvider()
                        .signature(SourceSettings.none())
                        .verify(request.build(), SECRETS, RequestBuilder.NOW))
                .isEqualTo(new Verdict.Genuine());
    }

    @Test
    void methodNameAndPlaceOfTheTokenAreSettings() {
        ApiCall call = registrar(Map.of(
                        "subscribe-method", "put",
                        "subscribe-name", "the-harbour",
                        "token-in", "query",
                        "token-parameter", "key"))
                .create(wanted(null), SECRETS);

        assertThat(call).hasToString("PUT /subscriptions/new");
        assertThat(call.body())
                .isEqualTo(JsonNodeFactory.instance
                        .objectNode()
                        .put("name", "the-harbour-reservations")
                        .put("subscribeType", "reservations")
                        .put("WebhookURL", CALLBACK + "/reservations?key=first-token"));
    }

    @Test
    void hasNoOtherCall() {
        Registrar registrar = registrar(Map.of());

        assertThat(registrar.list()).isEmpty();
        assertThat(registrar.update("1", wanted(null), SECRETS)).isEmpty();
        assertThat(registrar.remove("1")).isEmpty();
        assertThat(registrar.test(wanted(null), SECRETS)).isEmpty();
    }

    @Test
    void tokensAreSecretAndAddressesAreNot() {
        Registrar registrar = registrar(Map.of());

        Map<String, String> fields =
                registrar.asWritten(wanted(FALLBACK), SECRETS).fields();

        assertThat(fields.keySet().stream().filter(registrar::isSecret))
                .containsExactlyInAnyOrder("WebhookURL.token", "FallBackUrl.token");
        assertThat(fields).containsEntry("WebhookURL", CALLBACK).containsEntry("FallBackUrl", FALLBACK);
    }

    @Test
    void saysWhatItCannotRegister() {
        refuses(new WantedWebhook(CALLBACK, null, "tasks", null, Map.of(), Map.of(), true, true), "event_mask ");
        refuses(new WantedWebhook(CALLBACK, null, "*", "12", Map.of(), Map.of(), true, true), "venue_id ");
        refuses(
                new WantedWebhook(CALLBACK, null, "*", null, Map.of("a", "b"), Map.of(), true, true),
                "request_params ");
        refuses(new WantedWebhook(CALLBACK, null, "*", null, Map.of(), Map.of("A", "b"), true, true), "headers ");
        refuses(new WantedWebhook(CALLBACK, null, "*", null, Map.of(), Map.of(), false, true), "is_active ");
        refuses(new WantedWebhook(CALLBACK, null, "*", null, Map.of(), Map.of(), true, false), "send_data ");
        refuses(wanted(FALLBACK), "fallback_url ", new SigningSecret("only-one"));
        refuses(wanted(null), "secrets: ", new SigningSecret("a/b"));
        refuses(wanted(null), "secrets: ", new SigningSecret(".."));
    }

    private void refuses(WantedWebhook wanted, String begin, SigningSecret... secrets) {
        List<SigningSecret> given = secrets.length == 0 ? SECRETS : List.of(secrets);
        assertThatThrownBy(() -> registrar(Map.of()).create(wanted, given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(begin);
    }

    @Test
    void doesNotPutATokenIntoTheUserOfAnAddress() {
        Registrar registrar = registrar(Map.of("token-in", "basic"));

        assertThatThrownBy(() -> registrar.create(wanted(null), SECRETS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("setting token-in ");
    }

    private static WantedWebhook wanted(String fallback) {
        return new WantedWebhook(CALLBACK, fallback, "*", null, Map.of(), Map.of(), true, true);
    }

    private static Registrar registrar(Map<String, String> more) {
        return api(with(more)).flatMap(ProviderApi::registrar).orElseThrow();
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(SET);
        settings.putAll(more);
        return settings;
    }

    private static Optional<ProviderApi> api(Map<String, String> settings) {
        SourceSettings given = new SourceSettings(settings);
        given.requireKnown(new GuestApiProvider().settings());
        return new GuestApiProvider().api(given);
    }
}
