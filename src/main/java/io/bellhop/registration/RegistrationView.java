package io.bellhop.registration;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.bellhop.provider.WantedWebhook;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A registration as it is shown.
 *
 * @param wanted null if nobody has said so far
 * @param present by field, as the provider names them; null if it is not there, or nobody can say
 * @param oldSecretsUntil after a rotation, when the secrets before it end
 */
record RegistrationView(
        String source,
        State state,
        Wanted wanted,
        String reference,
        Map<String, String> present,
        List<Drift> drift,
        Instant checkedAt,
        Instant registeredAt,
        Instant rotatedAt,
        Instant oldSecretsUntil) {

    /** What is asked for. @param requestParams their names alone, as of the headers: a value may be a secret */
    record Wanted(
            String callbackUrl,
            String fallbackUrl,
            String eventMask,
            String venueId,
            List<String> requestParams,
            List<String> headers,
            @JsonProperty("is_active") boolean active,
            boolean sendData) {

        static Wanted of(WantedWebhook wanted) {
            return new Wanted(
                    wanted.callbackUrl(),
                    wanted.fallbackUrl(),
                    wanted.eventMask(),
                    wanted.venue(),
                    wanted.requestParams().keySet().stream().sorted().toList(),
                    wanted.headers().keySet().stream().sorted().toList(),
                    wanted.active(),
                    wanted.sendData());
        }
    }

    static RegistrationView of(
            String source, ProviderWebhooks provider, Registration registration, Standing standing, Instant checkedAt) {
        String reference =
                standing.present() == null ? null : standing.present().reference();
        Map<String, String> present =
                standing.present() == null ? null : Shown.fields(standing.present(), provider.registrar()::isSecret);
        return new RegistrationView(
                source,
                standing.state(),
                Wanted.of(registration.wanted()),
                reference,
                present,
                standing.drift(),
                checkedAt,
                registration.registeredAt(),
                registration.rotation().rotatedAt(),
                registration.rotation().oldSecretsUntil());
    }

    /** Of a source of which nobody has said where its webhook is to go. */
    static RegistrationView unknown(String source) {
        return new RegistrationView(source, State.UNKNOWN, null, null, null, List.of(), null, null, null, null);
    }
}
