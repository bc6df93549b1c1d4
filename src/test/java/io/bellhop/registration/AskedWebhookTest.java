package io.bellhop.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.provider.WantedWebhook;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskedWebhookTest {

    private static final String URL = "https://gateway.example.com/webhooks/channex";

    @Test
    void whatIsLeftOutHasItsDefault() {
        assertThat(AskedWebhook.DEFAULT.wanted(URL))
                .isEqualTo(new WantedWebhook(URL, null, "*", null, Map.of(), Map.of(), true, true));
    }

    @Test
    void whatIsAskedForIsWanted() {
        AskedWebhook asked = new AskedWebhook(
                "https://a.example.com/x/",
                "http://127.0.0.1:8080/y",
                "ari; message",
                "the-venue",
                Map.of("env", "test run"),
                Map.of("X-Env", "test"),
                false,
                false);

        assertThat(asked.wanted(URL))
                .isEqualTo(new WantedWebhook(
                        "https://a.example.com/x",
                        "http://127.0.0.1:8080/y",
                        "ari;message",
                        "the-venue",
                        Map.of("env", "test run"),
                        Map.of("X-Env", "test"),
                        false,
                        false));
    }

    @Test
    void withoutAnAddressNothingCanBeRegistered() {
        assertThatThrownBy(() -> AskedWebhook.DEFAULT.wanted(null)).hasMessageStartingWith("callback_url is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gateway.example.com",
                "ftp://gateway.example.com",
                "http://gateway.example.com/webhooks/channex",
                "https:///webhooks/channex",
                "https://user:canary@gateway.example.com/webhooks/channex",
                "https://gateway.example.com/webhooks/channex?token=canary",
                "https://gateway.example.com/webhooks/channex#canary",
                "https://gateway.example.com/canary webhooks",
                "https://gateway.example.com/canäry",
                "https://gateway.example.com/\r\ncanary: 1"
            })
    void anAddressIsSafeAndHoldsNoCredentials(String url) {
        refuses(with(url, null, null), "callback_url ");
        refuses(new AskedWebhook(URL, url, null, null, null, null, null, null), "fallback_url ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ";", "ari;", "ari;;message", "*;ari", "a canary"})
    void aMaskIsAnAsteriskOrNames(String mask) {
        refuses(new AskedWebhook(URL, null, mask, null, null, null, null, null), "event_mask ");
    }

    @Test
    void aMaskMayFilter() {
        assertThat(new AskedWebhook(URL, null, "ari:rate,stop_sell:*:*;message", null, null, null, null, null)
                        .wanted(null)
                        .eventMask())
                .isEqualTo("ari:rate,stop_sell:*:*;message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-type", "CONTENT-LENGTH", "Transfer-Encoding", "Connection"})
    void aHeaderThatCarriesTheRequestIsNotToBeHad(String name) {
        refuses(with(URL, null, Map.of(name, "canary")), "headers ");
    }

    @Test
    void headersAndArgumentsAreSuch() {
        refuses(with(URL, null, Map.of("X Env", "canary")), "headers ");
        refuses(with(URL, null, Map.of("", "canary")), "headers ");
        refuses(with(URL, null, Map.of("X-Env", "canary\r\nX-Other: 1")), "headers ");
        refuses(with(URL, null, Map.of("X-Env", "canäry")), "headers ");
        refuses(with(URL, null, Map.of("X-Env", "canary", "x-env", "canary")), "headers ");
        refuses(with(URL, null, nullAt("X-Env")), "headers ");
        refuses(with(URL, null, many()), "headers ");
        refuses(with(URL, Map.of("", "canary"), null), "request_params ");
        refuses(with(URL, Map.of("env", "canary\n"), null), "request_params ");
        refuses(with(URL, nullAt("env"), null), "request_params ");
        refuses(with(URL, many(), null), "request_params ");
    }

    @Test
    void aVenueIsAnId() {
        refuses(new AskedWebhook(URL, null, null, "canary\0", null, null, null, null), "venue_id ");
        refuses(new AskedWebhook(URL, null, null, "", null, null, null, null), "venue_id ");
    }

    private static Map<String, String> nullAt(String name) {
        Map<String, String> values = new HashMap<>();
        values.put(name, null);
        return values;
    }

    private static Map<String, String> many() {
        return IntStream.range(0, 21).boxed().collect(Collectors.toMap(i -> "name" + i, i -> "canary"));
    }

    private static AskedWebhook with(String url, Map<String, String> requestParams, Map<String, String> headers) {
        return new AskedWebhook(url, null, null, null, requestParams, headers, null, null);
    }

    private static void refuses(AskedWebhook asked, String begin) {
        assertThatThrownBy(() -> asked.wanted(URL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(begin)
                .message()
                .doesNotContain("canary", "canäry");
    }
}
