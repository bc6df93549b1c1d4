package io.bellhop.registration;

import io.bellhop.provider.RegisteredWebhook;
import io.bellhop.provider.WantedWebhook;
import java.time.Instant;

/**
 * What we know of our webhook at a provider.
 *
 * @param written as it was when it was last written; null if it never was
 * @param registeredAt when that was
 * @param checkedAt when the provider was last asked
 */
record Registration(
        WantedWebhook wanted, RegisteredWebhook written, Instant registeredAt, Instant checkedAt, Rotation rotation) {

    /** @param oldSecretsUntil null unless they have an end */
    record Rotation(Instant rotatedAt, Instant oldSecretsUntil) {}

    /** The provider's id of it; null if it is not known. */
    String reference() {
        return written == null ? null : written.reference();
    }
}
