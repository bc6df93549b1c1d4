package io.bellhop.ingress;

import io.bellhop.provider.Envelope;
import io.bellhop.provider.Provider;
import io.bellhop.provider.SourceRules;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.Translator;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.provider.WebhookReader;
import io.bellhop.signature.SignatureScheme;
import io.bellhop.signature.SigningSecret;
import io.bellhop.signature.Verdict;
import io.bellhop.webhook.WebhookRequest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A source ready for use: everything that a request needs, in memory. */
record ActiveSource(
        String name,
        SignatureScheme scheme,
        WebhookReader reader,
        Translator translator,
        List<SigningSecret> secrets,
        Admission admission) {

    /** @throws IllegalArgumentException if a setting is unknown or has an impossible value; the message names it */
    static ActiveSource of(String name, Provider provider, SourceSettings settings, List<SigningSecret> secrets) {
        Set<String> known = new HashSet<>(provider.settings());
        known.addAll(SourceRules.SETTINGS);
        known.addAll(Admission.SETTINGS);
        settings.requireKnown(known);
        SourceRules.of(settings);
        provider.api(settings);
        return new ActiveSource(
                name,
                provider.signature(settings),
                provider.reader(settings),
                provider.translator(settings),
                secrets,
                Admission.of(settings));
    }

    /** What comes without any signature is a scanner's, and said to be that whether or not it has a certificate. */
    Verdict verify(WebhookRequest request, Instant now) {
        Verdict verdict = scheme.verify(request, secrets, now);
        return admission.admits(request) || isUnsigned(verdict)
                ? verdict
                : new Verdict.Refused(Verdict.Reason.CLIENT_CERTIFICATE);
    }

    private static boolean isUnsigned(Verdict verdict) {
        return verdict instanceof Verdict.Refused refused && refused.reason() == Verdict.Reason.MISSING;
    }

    List<Envelope> read(WebhookRequest request) throws UnreadablePayloadException {
        return reader.read(request);
    }
}
