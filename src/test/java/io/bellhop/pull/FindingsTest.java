package io.bellhop.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.change.Version;
import io.bellhop.event.IdempotencyKey;
import io.bellhop.event.Origin;
import io.bellhop.provider.Envelope;
import io.bellhop.provider.FeedItem;
import io.bellhop.pull.Findings.Youth;
import io.bellhop.pull.PulledContents.Content;
import io.bellhop.webhook.RawBody;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant SETTLED = NOW.minusSeconds(60);
    private static final Instant OLD = NOW.minusSeconds(300);
    private static final Youth SCHEDULED = new Youth(SETTLED, NOW, false);
    private static final Youth ASKED = new Youth(SETTLED, NOW, true);
    private static final Envelope REVISION = envelope("channex|revision|r-1", "reservation.detailed");
    private static final Envelope WEBHOOK = envelope("channex|booking_revision|r-1", "reservation.created");

    @Test
    void aRevisionThatNobodyToldIsMissedAndTakesTheWebhooksPlace() {
        Finding finding = announced(OLD, SCHEDULED, Map.of());

        assertThat(finding).isEqualTo(new Finding.New(finding.item(), WEBHOOK, true, OLD));
    }

    @Test
    void oneThatAWebhookToldIsStoredAsWhatItIs() {
        Finding finding = announced(OLD, SCHEDULED, Map.of(WEBHOOK.key(), Optional.of(Origin.WEBHOOK)));

        assertThat(finding).isEqualTo(new Finding.New(finding.item(), REVISION, false, OLD));
    }

    @Test
    void oneThatIsStoredInTheWebhooksPlaceIsKnown() {
        assertThat(announced(OLD, SCHEDULED, Map.of(WEBHOOK.key(), Optional.of(Origin.PULL))))
                .isInstanceOf(Finding.Known.class);
        assertThat(announced(OLD, SCHEDULED, Map.of(WEBHOOK.key(), Optional.of(Origin.IMPORT))))
                .isInstanceOf(Finding.Known.class);
    }

    @Test
    void oneWhoseEventHasPassedItsRetentionIsKnown() {
        assertThat(announced(OLD, SCHEDULED, Map.of(WEBHOOK.key(), Optional.empty())))
                .isInstanceOf(Finding.Known.class);
        assertThat(announced(OLD, SCHEDULED, Map.of(REVISION.key(), Optional.empty())))
                .isInstanceOf(Finding.Known.class);
    }

    @Test
    void itsWebhookMayStillBeOnItsWay() {
        assertThat(announced(NOW.minusSeconds(5), SCHEDULED, Map.of())).isInstanceOf(Finding.TooYoung.class);
        assertThat(announced(SETTLED, SCHEDULED, Map.of())).isInstanceOf(Finding.New.class);
    }

    @Test
    void whenAnEventAskedForItItsWebhookHasCome() {
        Finding finding = announced(NOW.minusSeconds(5), ASKED, Map.of());

        assertThat(finding).isEqualTo(new Finding.New(finding.item(), WEBHOOK, false, NOW.minusSeconds(5)));
    }

    @Test
    void aTimeInTheFutureIsNotWaitedFor() {
        Instant future = NOW.plus(Duration.ofHours(2));

        assertThat(announced(future, SCHEDULED, Map.of())).isInstanceOf(Finding.New.class);
        assertThat(versioned(future, null)).isInstanceOf(Finding.New.class);
    }

    @Test
    void aVersionThatWasToldIsKnownAndALaterOneIsMissed() {
        assertThat(versioned(OLD, OLD)).isInstanceOf(Finding.Known.class);
        assertThat(versioned(OLD, OLD.plusMillis(1))).isInstanceOf(Finding.Known.class);
        assertThat(((Finding.New) versioned(OLD, OLD.minusMillis(1))).missed()).isTrue();
    }

    @Test
    void aSnapshotIsNewsWheneverItIsAnother() {
        FeedItem.Snapshot item = new FeedItem.Snapshot(REVISION);
        String same = Findings.sha256(item);

        assertThat(snapshot(item, new Content(same, 1))).isInstanceOf(Finding.Known.class);
        Finding.New first = (Finding.New) snapshot(item, null);
        Finding.New again = (Finding.New) snapshot(item, new Content("another", 7));
        assertThat(first.missed()).isFalse();
        assertThat(first.envelope().key()).isNotEqualTo(again.envelope().key());
    }

    private static Finding announced(Instant changedAt, Youth youth, Map<IdempotencyKey, Optional<Origin>> held) {
        FeedItem item = new FeedItem.Announced(REVISION, WEBHOOK, changedAt, null);
        return Findings.finding(item, youth, held, Map.of(), Map.of());
    }

    private static Finding versioned(Instant changedAt, Instant told) {
        Map<String, Version> versions = told == null ? Map.of() : Map.of("reservation/b-1", new Version(told));
        return Findings.finding(new FeedItem.Versioned(REVISION, changedAt), SCHEDULED, Map.of(), versions, Map.of());
    }

    private static Finding snapshot(FeedItem.Snapshot item, Content last) {
        Map<String, Content> contents = last == null ? Map.of() : Map.of("reservation/b-1", last);
        return Findings.finding(item, SCHEDULED, Map.of(), Map.of(), contents);
    }

    private static Envelope envelope(String key, String type) {
        return new Envelope(
                new IdempotencyKey(key),
                Duration.ofDays(7),
                type,
                "booking_revision",
                "reservation/b-1",
                OLD,
                new RawBody("{}".getBytes(StandardCharsets.UTF_8)));
    }
}
