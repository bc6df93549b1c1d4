package io.bellhop.provider.channex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.provider.ApiCall;
import io.bellhop.provider.Fixtures;
import io.bellhop.provider.RegisteredWebhook;
import io.bellhop.provider.Registrar.TestResult;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.provider.WantedWebhook;
import io.bellhop.signature.SigningSecret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannexRegistrarTest {

    private static final String ID = "05382f0f-2e98-5281-9e7d-35f2aa070a91";
    private static final String PROPERTY = "357afbeb-5573-57ec-9db1-054681d60ed1";

    private static final List<SigningSecret> SECRETS =
            List.of(new SigningSecret("change-me-long-random"), new SigningSecret("the-one-before"));

    private final Fixtures fixtures = Fixtures.of("channex");
    private final ChannexRegistrar registrar = new ChannexRegistrar("X-Channex-Webhook-Secret");

    @Test
    void createsWhatIsDocumented() {
        ApiCall call = registrar.create(global(), SECRETS);

        assertThat(call).hasToString("POST /webhooks");
        assertThat(call.body()).isEqualTo(fixtures.json("api/POST_webhooks.request.json"));
    }

    @Test
    void whatWasCreatedIsWhatWasWanted() throws UnreadablePayloadException {
        JsonNode created = fixtures.json("api/POST_webhooks.201.json");

        assertThat(registrar.reference(created)).contains(ID);
        assertThat(registrar.read(fixtures.json("api/GET_webhooks.200.json")))
                .extracting(RegisteredWebhook::fields)
                .containsExactly(registrar.asWritten(global(), SECRETS).fields());
    }

    @Test
    void whatIsOffIsSaidToBeOff() {
        JsonNode webhook = body(registrar.create(wanted(null, Map.of(), Map.of(), false), SECRETS));

        assertThat(webhook.path("is_active").isBoolean()).isTrue();
        assertThat(webhook.path("is_active").booleanValue()).isFalse();
        assertThat(webhook.path("send_data").isBoolean()).isTrue();
    }

    @Test
    void oneOfAPropertyIsNotGlobal() {
        WantedWebhook wanted = wanted(PROPERTY, Map.of("env", "test"), Map.of("X-Env", "test"), true);

        JsonNode webhook = body(registrar.create(wanted, SECRETS));

        assertThat(webhook.path("property_id").textValue()).isEqualTo(PROPERTY);
        assertThat(webhook.path("is_global").booleanValue()).isFalse();
        assertThat(registrar.asWritten(wanted, SECRETS).fields())
                .contains(
                        entry("property_id", PROPERTY),
                        entry("is_global", "false"),
                        entry("request_params.env", "test"),
                        entry("headers.x-env", "test"),
                        entry("headers.X-Channex-Webhook-Secret", "change-me-long-random"));
    }

    @Test
    void changesAndRemovesByItsId() {
        assertThat(registrar.update(ID, global(), SECRETS)).hasValueSatisfying(call -> {
            assertThat(call).hasToString("PUT /webhooks/" + ID);
            assertThat(call.body()).isEqualTo(fixtures.json("api/POST_webhooks.request.json"));
        });
        assertThat(registrar.remove(ID))
                .hasValueSatisfying(call -> assertThat(call).hasToString("DELETE /webhooks/" + ID));
    }

    @Test
    void aTestSaysWhatWeAnswered() {
        assertThat(registrar.test(global(), SECRETS))
                .hasValueSatisfying(call -> assertThat(call).hasToString("POST /webhooks/test"));
        assertThat(registrar.tested(fixtures.json("api/POST_webhooks_test.200.json")))
                .isEqualTo(new TestResult(200, "{\"success\": true}"));
        assertThat(registrar.tested(json("{}"))).isEqualTo(new TestResult(null, null));
    }

    @Test
    void listsPageByPageToTheEnd() {
        ApiCall first = registrar.list().orElseThrow();
        assertThat(first.query()).containsEntry("pagination[page]", "1").containsEntry("pagination[limit]", "100");

        ApiCall second = registrar.next(first, page(100, 201)).orElseThrow();
        ApiCall third = registrar.next(second, page(100, 201)).orElseThrow();

        assertThat(third.query()).containsEntry("pagination[page]", "3").containsEntry("pagination[limit]", "100");
        assertThat(registrar.next(third, page(100, 201))).isEmpty();
    }

    @Test
    void anEmptyPageIsTheLast() {
        assertThat(registrar.next(registrar.list().orElseThrow(), json("{\"data\":[]}")))
                .isEmpty();
    }

    @Test
    void whatIsNoListIsNotReadAsAnEmptyOne() {
        assertThatThrownBy(() -> registrar.read(json("{\"meta\":{}}"))).isInstanceOf(UnreadablePayloadException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "1", "", "05382f0f-2e98-5281-9e7d-35f2aa070a91/../x"})
    void anIdThatIsNoneReachesNoAddress(String id) throws UnreadablePayloadException {
        ObjectNode list = fixtures.json("api/GET_webhooks.200.json").deepCopy();
        ((ObjectNode) list.path("data").get(0)).put("id", id);
        ObjectNode created = fixtures.json("api/POST_webhooks.201.json").deepCopy();
        ((ObjectNode) created.path("data")).put("id", id);

        assertThat(registrar.read(list)).isEmpty();
        assertThat(registrar.reference(created)).isEmpty();
    }

    @Test
    void aPropertyMayBeNamedAmongTheRelationships() throws UnreadablePayloadException {
        JsonNode list = json("""
                {"data":[{"id":"%s","attributes":{"callback_url":"https://a.example.com"},
                "relationships":{"property":{"data":{"type":"property","id":"%s"}}}}]}""".formatted(ID, PROPERTY));

        assertThat(registrar.read(list).get(0).fields())
                .containsEntry("property_id", PROPERTY)
                .containsEntry("is_active", "false");
    }

    @Test
    void theSameNamesInAnotherOrderAreTheSameMask() throws UnreadablePayloadException {
        JsonNode list = json("{\"data\":[{\"id\":\"" + ID + "\",\"attributes\":{\"event_mask\":\"message; ari;\"}}]}");

        assertThat(registrar.read(list).get(0).fields()).containsEntry("event_mask", "ari;message");
    }

    @Test
    void headersAndArgumentsMayHoldSecrets() {
        assertThat(registrar.isSecret("headers.X-Channex-Webhook-Secret")).isTrue();
        assertThat(registrar.isSecret("request_params.token")).isTrue();
        assertThat(registrar.isSecret("callback_url")).isFalse();
        assertThat(registrar.asWritten(global(), SECRETS).toString()).doesNotContain("change-me", "example.com");
        assertThat(global().toString()).doesNotContain("example.com");
    }

    @Test
    void saysWhatItCannotRegister() {
        refuses(wanted("the-harbour", Map.of(), Map.of(), true), SECRETS, "venue_id ");
        refuses(wanted(null, Map.of(), Map.of("x-channex-webhook-secret", "mine"), true), SECRETS, "headers: ");
        refuses(global(), List.of(new SigningSecret("two words")), "secrets: ");
        refuses(global(), List.of(new SigningSecret("naïve")), "secrets: ");
        refuses(
                new WantedWebhook(
                        "https://a.example.com", "https://b.example.com", "*", null, Map.of(), Map.of(), true, true),
                SECRETS,
                "fallback_url ");
    }

    private void refuses(WantedWebhook wanted, List<SigningSecret> secrets, String begin) {
        assertThatThrownBy(() -> registrar.asWritten(wanted, secrets))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(begin)
                .message()
                .doesNotContain("mine", "two words", "naïve");
    }

    private static WantedWebhook global() {
        return wanted(null, Map.of(), Map.of(), true);
    }

    private static WantedWebhook wanted(
            String venue, Map<String, String> requestParams, Map<String, String> headers, boolean active) {
        return new WantedWebhook(
                "https://gateway.example.com/webhooks/channex", null, "*", venue, requestParams, headers, active, true);
    }

    private static JsonNode body(ApiCall call) {
        return call.body().path("webhook");
    }

    private static JsonNode page(int limit, int total) {
        return json("{\"data\":[{}],\"meta\":{\"limit\":%d,\"total\":%d}}".formatted(limit, total));
    }

    private static JsonNode json(String text) {
        return Fixtures.json(text.getBytes(StandardCharsets.UTF_8));
    }
}
