package io.bellhop.ingress;

import io.bellhop.api.Problem;
import io.bellhop.event.AppendResult;
import io.bellhop.event.AppendResult.Duplicate;
import io.bellhop.ingress.RefusedRequest.Id;
import io.bellhop.ingress.RefusedStore.Kept;
import io.bellhop.signature.Verdict;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/** Accepts refused requests after all: one that a person vouches for, or all that a corrected secret proves. */
@Singleton
public final class SecondLook {

    private static final int AT_ONCE = 50;
    private static final String REVERIFY = "reverify";

    private final RefusedStore refused;
    private final Sources sources;
    private final Ingress ingress;

    SecondLook(RefusedStore refused, Sources sources, Ingress ingress) {
        this.refused = refused;
        this.sources = sources;
        this.ingress = ingress;
    }

    /** What a reverification did: how many it looked at, accepted, and could not check because they are not whole. */
    public record Reverified(int checked, int accepted, int incomplete) {

        private Reverified plus(Reverified other) {
            return new Reverified(checked + other.checked, accepted + other.accepted, incomplete + other.incomplete);
        }
    }

    /** Accepting again changes nothing, and answers with what it became the first time. */
    Uni<List<AppendResult>> accept(Id id, String by) {
        return refused.whole(id).flatMap(found -> {
            Kept kept = found.orElseThrow(() -> Problem.notFound("No refused request has this id; it may have passed"
                            + " its age, or been pushed out by newer ones")
                    .asException());
            if (!kept.events().isEmpty()) {
                return Uni.createFrom()
                        .item(kept.events().stream()
                                .<AppendResult>map(Duplicate::new)
                                .toList());
            }
            if (kept.request() == null) {
                throw Problem.conflict(
                                "It is not whole, so it cannot be accepted: only the head of its body was kept, or it"
                                        + " was sealed with another encryption key")
                        .asException();
            }
            return accept(source(kept), kept, by);
        });
    }

    private ActiveSource source(Kept kept) {
        return sources.named(kept.request().source())
                .orElseThrow(() -> Problem.conflict("Its source is not active").asException());
    }

    /** Stored first and marked then: after a crash in between it waits still, and its keys tell that it is stored. */
    private Uni<List<AppendResult>> accept(ActiveSource source, Kept kept, String by) {
        return ingress.store(source, kept.request(), null)
                .call(results -> refused.markAccepted(kept.id(), by, results));
    }

    /** Tries the current secrets on all that wait, the oldest first. @param source only this one's; null for all */
    public Uni<Reverified> reverify(String source) {
        return reverify(source, null, new Reverified(0, 0, 0));
    }

    private Uni<Reverified> reverify(String source, Id after, Reverified soFar) {
        return refused.waiting(source, after, AT_ONCE)
                .flatMap(batch -> Multi.createFrom()
                        .iterable(batch)
                        .onItem()
                        .transformToUniAndConcatenate(this::reverify)
                        .collect()
                        .with(Collectors.reducing(soFar, Reverified::plus))
                        .flatMap(total -> batch.size() < AT_ONCE
                                ? Uni.createFrom().item(total)
                                : reverify(source, batch.get(batch.size() - 1).id(), total)));
    }

    private Uni<Reverified> reverify(Kept kept) {
        if (kept.request() == null) {
            return Uni.createFrom().item(new Reverified(0, 0, 1));
        }
        ActiveSource source = sources.named(kept.request().source()).orElse(null);
        boolean genuine = source != null
                // As of when it came: a signed timestamp is long stale by now.
                && source.verify(kept.request(), kept.request().receivedAt()) instanceof Verdict.Genuine;
        return genuine
                ? accept(source, kept, REVERIFY).replaceWith(new Reverified(1, 1, 0))
                : Uni.createFrom().item(new Reverified(1, 0, 0));
    }
}
