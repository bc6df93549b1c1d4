package io.bellhop.pull;

import io.bellhop.change.Version;
import io.bellhop.event.IdempotencyKey;
import io.bellhop.event.Origin;
import io.bellhop.outbound.ApiSource;
import io.bellhop.provider.FeedItem;
import io.bellhop.pull.PulledContents.Content;
import io.bellhop.signature.Sha256;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells of a page's entries which are news, each kind by its own means, a page at a time. */
@Singleton
final class Findings {

    private final HeldKeys keys;
    private final ToldVersions versions;
    private final PulledContents contents;
    private final PullConfig config;
    private final InstantSource clock;

    Findings(HeldKeys keys, ToldVersions versions, PulledContents contents, PullConfig config, InstantSource clock) {
        this.keys = keys;
        this.versions = versions;
        this.contents = contents;
        this.config = config;
        this.clock = clock;
    }

    /** How far a provider's clock may be ahead of ours: a change from later than that does not become any older. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    /**
     * When a change is too young to be called missed.
     *
     * @param asked whether an event has asked for it: then its webhook has come, whether or not it named it
     */
    record Youth(Instant settled, Instant now, boolean asked) {

        boolean isOf(Instant changedAt) {
            return !asked && changedAt != null && changedAt.isAfter(settled) && !changedAt.isAfter(now.plus(AHEAD));
        }
    }

    /** In the order of the items. */
    Uni<List<Finding>> of(ApiSource source, PullJob job, List<FeedItem> items) {
        Instant now = clock.instant();
        Youth youth = new Youth(now.minus(config.settle()), now, job.venue() != null);
        return Uni.combine()
                .all()
                .unis(heldKeys(source, items), toldVersions(source, items), lastContents(source, items))
                .asTuple()
                .map(known -> items.stream()
                        .map(item -> finding(item, youth, known.getItem1(), known.getItem2(), known.getItem3()))
                        .toList());
    }

    private Uni<Map<IdempotencyKey, Optional<Origin>>> heldKeys(ApiSource source, List<FeedItem> items) {
        List<IdempotencyKey> wanted = of(FeedItem.Announced.class, items)
                .flatMap(item ->
                        Stream.of(item.envelope().key(), item.inPlaceOfWebhook().key()))
                .toList();
        return wanted.isEmpty() ? Uni.createFrom().item(Map.of()) : keys.find(source.name(), wanted);
    }

    private Uni<Map<String, Version>> toldVersions(ApiSource source, List<FeedItem> items) {
        Set<String> subjects = new HashSet<>();
        List<Instant> times = new ArrayList<>();
        of(FeedItem.Versioned.class, items).forEach(item -> {
            subjects.add(item.envelope().subject());
            times.add(item.changedAt());
        });
        return times.stream()
                .min(Instant::compareTo)
                .map(since -> versions.newest(source, subjects, since))
                .orElseGet(() -> Uni.createFrom().item(Map.of()));
    }

    private Uni<Map<String, Content>> lastContents(ApiSource source, List<FeedItem> items) {
        List<String> subjects =
                of(FeedItem.Snapshot.class, items).map(Findings::subject).toList();
        return subjects.isEmpty() ? Uni.createFrom().item(Map.of()) : contents.load(source.name(), subjects);
    }

    private static <T extends FeedItem> Stream<T> of(Class<T> kind, List<FeedItem> items) {
        return items.stream().filter(kind::isInstance).map(kind::cast);
    }

    static Finding finding(
            FeedItem item,
            Youth youth,
            Map<IdempotencyKey, Optional<Origin>> held,
            Map<String, Version> told,
            Map<String, Content> last) {
        if (item instanceof FeedItem.Announced announced) {
            return announced(announced, youth, held);
        }
        if (item instanceof FeedItem.Versioned versioned) {
            return versioned(versioned, youth, told.get(item.envelope().subject()));
        }
        if (item instanceof FeedItem.Snapshot snapshot) {
            return snapshot(snapshot, last.get(subject(snapshot)));
        }
        return new Finding.New(item, item.envelope(), false, item.envelope().occurredAt());
    }

    private static Finding announced(FeedItem.Announced item, Youth youth, Map<IdempotencyKey, Optional<Origin>> held) {
        Optional<Origin> webhook = held.get(item.inPlaceOfWebhook().key());
        if (held.containsKey(item.envelope().key())
                || webhook != null && !webhook.equals(Optional.of(Origin.WEBHOOK))) {
            return new Finding.Known(item);
        }
        if (webhook != null) {
            return new Finding.New(item, item.envelope(), false, item.changedAt());
        }
        return youth.isOf(item.changedAt())
                ? new Finding.TooYoung(item)
                : new Finding.New(item, item.inPlaceOfWebhook(), !youth.asked(), item.changedAt());
    }

    private static Finding versioned(FeedItem.Versioned item, Youth youth, Version told) {
        if (told != null && !told.at().isBefore(item.changedAt())) {
            return new Finding.Known(item);
        }
        return youth.isOf(item.changedAt())
                ? new Finding.TooYoung(item)
                : new Finding.New(item, item.envelope(), true, item.changedAt());
    }

    private static Finding snapshot(FeedItem.Snapshot item, Content last) {
        String sha256 = sha256(item);
        if (last != null && last.sha256().equals(sha256)) {
            return new Finding.Known(item);
        }
        String generation = Integer.toString(last == null ? 1 : last.generation() + 1);
        IdempotencyKey key = IdempotencyKey.of("pulled", subject(item), generation, sha256);
        return new Finding.New(item, item.envelope().withKey(key), false, null);
    }

    static String sha256(FeedItem.Snapshot item) {
        return Sha256.hex(item.envelope().body().bytes());
    }

    static String subject(FeedItem.Snapshot item) {
        return item.envelope().subject() == null
                ? item.envelope().key().value()
                : item.envelope().subject();
    }
}
