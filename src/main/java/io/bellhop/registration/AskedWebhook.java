package io.bellhop.registration;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.bellhop.provider.WantedWebhook;
import java.util.Map;

/**
 * A webhook as a person asks for it. Whatever is left out is null, and has a default.
 *
 * @param venueId the provider's
 */
record AskedWebhook(
        String callbackUrl,
        String fallbackUrl,
        String eventMask,
        String venueId,
        Map<String, String> requestParams,
        Map<String, String> headers,
        @JsonProperty("is_active") Boolean active,
        Boolean sendData) {

    static final AskedWebhook DEFAULT = new AskedWebhook(null, null, null, null, null, null, null, null);

    /**
     * With the defaults.
     *
     * @param defaultUrl null if there is none
     * @throws IllegalArgumentException if it cannot be; the message begins with the field's name, and echoes nothing
     */
    WantedWebhook wanted(String defaultUrl) {
        String url = callbackUrl == null ? defaultUrl : callbackUrl;
        if (url == null) {
            throw new IllegalArgumentException(
                    "callback_url is missing, and bellhop.registration.public-url is not set");
        }
        return new WantedWebhook(
                WebhookRules.address("callback_url", url),
                fallbackUrl == null ? null : WebhookRules.address("fallback_url", fallbackUrl),
                WebhookRules.mask(eventMask == null ? "*" : eventMask),
                venueId == null ? null : WebhookRules.text("venue_id", venueId),
                WebhookRules.requestParams(requestParams == null ? Map.of() : requestParams),
                WebhookRules.headers(headers == null ? Map.of() : headers),
                !Boolean.FALSE.equals(active),
                !Boolean.FALSE.equals(sendData));
    }
}
