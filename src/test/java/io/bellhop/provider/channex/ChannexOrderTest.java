package io.bellhop.provider.channex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.change.Change;
import io.bellhop.change.ReservationChange;
import io.bellhop.provider.ApiCall;
import io.bellhop.provider.Envelope;
import io.bellhop.provider.Fixtures;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.Translation;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.state.JsonRows;
import io.bellhop.state.NewestWins;
import io.bellhop.webhook.RequestBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever order webhooks and pulls of two revisions come in, a booking ends as the newer revision has it. */
class ChannexOrderTest {

    private static final Instant START = Instant.parse("2026-05-05T13:00:00Z");
    private static final String FIRST = "91a3bf11-db16-5be8-9441-18ab645102cd";

    /** Of a lesser id, so that no tie-break helps. */
    private static final String SECOND = "787383c9-7137-509b-9983-fd0a0ba5f978";

    /** Each webhook a second after its revision, and a reminder of the first half an hour later. */
    @ParameterizedTest
    @CsvSource({"PT1H", "PT10M", "PT31S", "PT1S", "PT0.4S"})
    void endsAsTheNewerRevisionHasIt(Duration between) throws UnreadablePayloadException {
        Instant second = START.plus(between);
        ReservationChange newer = pulled(SECOND, "cancelled", second, 2);
        List<ReservationChange> tellings = List.of(
                webhook("booking_new", FIRST, START.plusSeconds(1), 1),
                pulled(FIRST, "new", START, 1),
                webhook("non_acked_booking", FIRST, START.plusSeconds(1803), 1),
                webhook("booking_cancellation", SECOND, second.plusSeconds(1), 2),
                newer);

        assertThat(ends(tellings))
                .singleElement()
                .satisfies(end -> newer.fields()
                        .values()
                        .forEach((field, value) -> assertThat(
                                        JsonRows.same(NewestWins.get(end, field), JsonRows.value(value)))
                                .as(field)
                                .isTrue()));
    }

    /** Which says nothing of the status: nor may the older one's keep it. */
    @Test
    void endsAsTheNewerRevisionHasItIfItsWebhookSaysLess() throws UnreadablePayloadException {
        Instant second = START.plusMillis(400);
        List<ReservationChange> tellings = List.of(
                webhook("booking_new", FIRST, START.plusSeconds(1), 1),
                pulled(FIRST, "new", START, 1),
                hint("booking", SECOND, second.plusSeconds(1)),
                pulled(SECOND, "cancelled", second, 2));

        assertThat(ends(tellings))
                .extracting(
                        end -> end.get("status").textValue(),
                        end -> end.at("/details/revision_id").textValue())
                .containsExactly(tuple("canceled", SECOND));
    }

    /** Until the newer one is pulled, its webhook is what is known of it. */
    @Test
    void aWebhookOfTheNewerRevisionCountsBeforeThatIsPulled() throws UnreadablePayloadException {
        List<ReservationChange> tellings = List.of(
                webhook("booking_new", FIRST, START.plusSeconds(1), 1),
                pulled(FIRST, "new", START, 1),
                webhook("booking_cancellation", SECOND, START.plusSeconds(60), 2));

        assertThat(ends(tellings))
                .extracting(end -> end.get("status").textValue())
                .containsExactly("canceled");
    }

    /** What nobody can prove of a webhook's body, the pull sets right. */
    @Test
    void aPulledRevisionCountsForMoreThanItsWebhook() throws UnreadablePayloadException {
        List<ReservationChange> tellings =
                List.of(webhook("booking_new", FIRST, START.plusSeconds(9), 3), pulled(FIRST, "new", START, 1));

        assertThat(ends(tellings))
                .extracting(
                        end -> end.get("guest_name").textValue(),
                        end -> end.get("arrival_date").textValue())
                .containsExactly(tuple("Ines Beispiel1", "2026-06-11"));
    }

    /** The different ends that all orders lead to, without the versions. */
    private static Set<JsonNode> ends(List<ReservationChange> tellings) {
        Set<JsonNode> ends = new HashSet<>();
        for (List<ReservationChange> order : orders(tellings)) {
            ObjectNode row = JsonRows.newRow();
            order.forEach(change ->
                    new NewestWins(row).take(change.fields(), change.version()).done());
            row.remove("versions");
            ends.add(row);
        }
        return ends;
    }

    private static <T> List<List<T>> orders(List<T> all) {
        if (all.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> orders = new ArrayList<>();
        for (T first : all) {
            List<T> others = new ArrayList<>(all);
            others.remove(first);
            for (List<T> rest : orders(others)) {
                List<T> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                orders.add(order);
            }
        }
        return orders;
    }

    /** @param variant in every field */
    private static ReservationChange webhook(String event, String revision, Instant at, int variant)
            throws UnreadablePayloadException {
        return sent(
                event,
                "\"booking_id\":\"b1\",\"booking_revision_id\":\"%s\",\"customer_name\":\"Ines Beispiel%2$d\","
                                .formatted(revision, variant)
                        + "\"amount\":\"%1$d00.00\",\"arrival_date\":\"2026-06-1%1$d\",\"count_of_nights\":%1$d"
                                .formatted(variant),
                at);
    }

    private static ReservationChange hint(String event, String revision, Instant at) throws UnreadablePayloadException {
        return sent(event, "\"booking_id\":\"b1\",\"revision_id\":\"%s\"".formatted(revision), at);
    }

    private static ReservationChange sent(String event, String payload, Instant at) throws UnreadablePayloadException {
        String body = "{\"event\":\"%s\",\"timestamp\":\"%s\",\"payload\":{%s}}".formatted(event, at, payload);
        return reservation(new Translation(new ChannexProvider(), SourceSettings.none())
                .of(RequestBuilder.with(body).build()));
    }

    private static ReservationChange pulled(String revision, String status, Instant insertedAt, int variant)
            throws UnreadablePayloadException {
        ObjectNode answer = Fixtures.of("channex")
                .json("api/GET_booking_revisions_feed.200.json")
                .deepCopy();
        ((ObjectNode) answer.at("/data/0/attributes"))
                .put("id", revision)
                .put("booking_id", "b1")
                .put("status", status)
                .put(
                        "inserted_at",
                        LocalDateTime.ofInstant(insertedAt, ZoneOffset.UTC).toString())
                .put("amount", variant + "00.00")
                .put("notes", "variant " + variant)
                .put("arrival_date", "2026-06-1" + variant)
                .put("departure_date", "2026-06-1" + 2 * variant);
        ((ObjectNode) answer.at("/data/0/attributes/customer")).put("surname", "Beispiel" + variant);
        var provider = new ChannexProvider();
        Envelope envelope = provider.api(SourceSettings.none())
                .orElseThrow()
                .feeds()
                .get(0)
                .read(ApiCall.get(List.of("booking_revisions", "feed")), answer)
                .get(0)
                .envelope();
        return reservation(new Translation(provider, SourceSettings.none()).ofPulled(envelope));
    }

    private static ReservationChange reservation(List<Change> changes) {
        return changes.stream()
                .filter(ReservationChange.class::isInstance)
                .map(ReservationChange.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
