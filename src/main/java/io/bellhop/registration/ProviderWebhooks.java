package io.bellhop.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.bellhop.api.Problem;
import io.bellhop.outbound.ApiClient;
import io.bellhop.outbound.ApiFailureException;
import io.bellhop.outbound.ApiFailureException.Kind;
import io.bellhop.provider.ApiCall;
import io.bellhop.provider.RegisteredWebhook;
import io.bellhop.provider.Registrar;
import io.bellhop.provider.Registrar.TestResult;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.provider.WantedWebhook;
import io.bellhop.signature.SigningSecret;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The webhooks at the provider of one source. Whatever calls fail with an {@link ApiFailureException}, or with a problem if
 * the provider does not have the call or its answer makes no sense.
 *
 * @param secrets those of the source, the newest first; not empty
 */
record ProviderWebhooks(ApiClient client, Registrar registrar, List<SigningSecret> secrets) {

    /** Of a hundred each; nobody has so many. */
    private static final int MAX_PAGES = 50;

    /** False of a provider that only takes new ones: what is there is what was written last, as far as one knows. */
    boolean canBeAsked() {
        return registrar.list().isPresent();
    }

    /** @throws IllegalArgumentException as {@link Registrar#asWritten} does */
    RegisteredWebhook asWritten(WantedWebhook wanted) {
        return registrar.asWritten(wanted, secrets);
    }

    /** How it stands, compared with what would be written now. */
    Uni<Standing> standing(Registration registration) {
        RegisteredWebhook wanted = asWritten(registration.wanted());
        if (canBeAsked()) {
            return find(registration.reference(), wanted).map(found -> standing(found, wanted));
        }
        Standing remembered = registration.written() == null
                ? Standing.UNKNOWN
                : standing(new Found(registration.written(), List.of()), wanted);
        return Uni.createFrom().item(remembered);
    }

    /** @param wanted as it would be written now */
    Standing standing(Found found, RegisteredWebhook wanted) {
        List<Drift> drift = found.webhook() == null
                ? List.of()
                : Drift.between(wanted, found.webhook(), registrar::isSecret, secrets);
        return Standing.of(
                found,
                drift,
                found.others().stream()
                        .flatMap(other -> Drift.between(wanted, other, registrar::isSecret, secrets).stream())
                        .map(Drift::accepted)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** @param reference null if it is not known */
    Uni<Found> find(String reference, RegisteredWebhook wanted) {
        return pages(registrar.list().orElseThrow(), MAX_PAGES, new ArrayList<>())
                .map(all -> Found.among(all, reference, wanted, registrar.identity(), registrar.address()));
    }

    private Uni<List<RegisteredWebhook>> pages(ApiCall call, int left, List<RegisteredWebhook> soFar) {
        return client.call(call).flatMap(answer -> {
            soFar.addAll(read(answer));
            Optional<ApiCall> next = registrar.next(call, answer);
            if (next.isPresent() && left == 1) {
                throw noSense("a list of webhooks without an end");
            }
            return next.map(following -> pages(following, left - 1, soFar))
                    .orElseGet(() -> Uni.createFrom().item(soFar));
        });
    }

    private List<RegisteredWebhook> read(JsonNode answer) {
        try {
            return registrar.read(answer);
        } catch (UnreadablePayloadException e) {
            throw noSense(e.getMessage());
        }
    }

    private static RuntimeException noSense(String reason) {
        return Problem.of(502, "provider-unreadable", "The provider's answer makes no sense", reason)
                .asException();
    }

    /** What it is known by from now on. */
    Uni<RegisteredWebhook> create(WantedWebhook wanted) {
        return client.call(registrar.create(wanted, secrets))
                .onFailure(failure -> !canBeAsked() && isUnreadable(failure))
                .recoverWithItem(MissingNode.getInstance())
                .map(answer -> new RegisteredWebhook(
                        registrar.reference(answer).orElse(null),
                        asWritten(wanted).fields()));
    }

    Uni<RegisteredWebhook> update(String reference, WantedWebhook wanted) {
        return client.call(offered(registrar.update(reference, wanted, secrets), "change a webhook"))
                .replaceWith(new RegisteredWebhook(reference, asWritten(wanted).fields()));
    }

    /** One that is gone already is gone. */
    Uni<Void> remove(List<RegisteredWebhook> webhooks) {
        return Multi.createFrom()
                .iterable(webhooks)
                .onItem()
                .transformToUniAndConcatenate(
                        webhook -> client.call(offered(registrar.remove(webhook.reference()), "remove a webhook"))
                                .onFailure(ProviderWebhooks::isGone)
                                .recoverWithNull())
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** It was taken all the same; what such a provider answers nobody knows. */
    private static boolean isUnreadable(Throwable failure) {
        return failure instanceof ApiFailureException api && api.kind() == Kind.UNREADABLE;
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof ApiFailureException api && api.kind() == Kind.NOT_FOUND;
    }

    Uni<TestResult> test(WantedWebhook wanted) {
        return client.call(offered(registrar.test(wanted, secrets), "test a webhook"))
                .map(registrar::tested);
    }

    /** @throws io.bellhop.api.ProblemException 409 if there is none */
    private static ApiCall offered(Optional<ApiCall> call, String what) {
        return call.orElseThrow(() -> notOffered(what).asException());
    }

    static Problem notOffered(String what) {
        return Problem.of(
                409,
                "provider-has-no-such-call",
                "The provider has no call for that",
                "There is no call to " + what + "; it has to be done in the provider's own pages");
    }
}
