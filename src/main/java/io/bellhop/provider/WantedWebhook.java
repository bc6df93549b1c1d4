package io.bellhop.provider;

import java.util.Map;

/**
 * Our webhook at a provider, as it is asked for, whoever the provider is. What proves its requests is added by the provider's
 * {@link Registrar}.
 *
 * @param callbackUrl where requests go
 * @param fallbackUrl where they go if that fails; null for nowhere
 * @param eventMask {@code *}, or names joined by {@code ;}
 * @param venue the provider's id of the only one whose events come; null for all there are and will be
 * @param requestParams to be added to the address of each request
 * @param headers to be added to each request
 * @param sendData whether requests say more than that something happened
 */
public record WantedWebhook(
        String callbackUrl,
        String fallbackUrl,
        String eventMask,
        String venue,
        Map<String, String> requestParams,
        Map<String, String> headers,
        boolean active,
        boolean sendData) {

    public WantedWebhook {
        requestParams = Map.copyOf(requestParams);
        headers = Map.copyOf(headers);
    }

    /** Without addresses, arguments and headers: these may hold a secret. */
    @Override
    public String toString() {
        return "WantedWebhook[" + eventMask + ", " + requestParams.size() + " parameters, " + headers.size()
                + " headers]";
    }
}
