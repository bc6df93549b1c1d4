package io.bellhop.registration;

import jakarta.inject.Singleton;
import java.util.Optional;

/** Where the providers reach this gateway. */
@Singleton
final class PublicAddress {

    private final Optional<String> url;

    /** @throws IllegalArgumentException if what is configured is no address */
    PublicAddress(RegistrationConfig config) {
        this.url = config.publicUrl().map(text -> WebhookRules.address("bellhop.registration.public-url", text));
    }

    /** Null if it is not known. */
    String of(String source) {
        return url.map(base -> base + "/webhooks/" + source).orElse(null);
    }
}
