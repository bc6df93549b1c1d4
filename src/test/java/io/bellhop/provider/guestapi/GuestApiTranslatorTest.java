package io.bellhop.provider.guestapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.change.Change;
import io.bellhop.change.Notice;
import io.bellhop.change.ReservationChange;
import io.bellhop.change.Told;
import io.bellhop.change.VenueChange;
import io.bellhop.change.Version;
import io.bellhop.provider.Fixtures;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.Translation;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.webhook.RawBody;
import io.bellhop.webhook.RequestBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestApiTranslatorTest {

    private static final String IDS = "\"reservation_id\":481207,\"appCustomer_id\":112,\"center_id\":7";
    private static final Version RECEIVED = new Version(RequestBuilder.NOW, Translation.EVENT.toString());

    // The documented examples

    @Test
    void anInsertTellsAWholeReservation() throws UnreadablePayloadException {
        List<Change> changes = translateExample("reservations.Insert.json", "Insert", Map.of());

        assertThat(changes.get(0)).isEqualTo(new VenueChange("112-7", new Version(RequestBuilder.NOW)));
        ReservationChange reservation = (ReservationChange) changes.get(1);
        assertThat(changes).hasSize(2);
        assertThat(reservation.reference()).isEqualTo("112-7-481207");
        assertThat(reservation.version()).isEqualTo(RECEIVED);
        assertThat(reservation.created()).isTrue();
        assertThat(reservation.deleted()).isFalse();
        assertThat(reservation.venue()).isEqualTo("112-7");
        assertThat(reservation.guest()).isNull();
        assertThat(reservation.previous()).isEqualTo(Told.nothing());
        assertThat(reservation.fields().values())
                .isEqualTo(example()
                        .that("provider_status", "1")
                        .that("details.room", null)
                        .that("zone", "Europe/Madrid")
                        .done()
                        .values());
    }

    @Test
    void ofAPairTheSecondIsWhatWasBefore() throws UnreadablePayloadException {
        ReservationChange reservation =
                reservation(translateExample("reservations.Update.pair.json", "Update", Map.of()));

        assertThat(reservation.created()).isFalse();
        assertThat(reservation.fields().values())
                .isEqualTo(example()
                        .that("provider_status", "2")
                        .that("details.room", "305")
                        .that("zone", "Europe/Madrid")
                        .done()
                        .values());
        assertThat(reservation.previous().values())
                .isEqualTo(example()
                        .that("provider_status", "1")
                        .that("details.room", null)
                        .done()
                        .values());
    }

    @Test
    void aDeletionDeletes() throws UnreadablePayloadException {
        ReservationChange reservation = reservation(translateExample("reservations.Delete.json", "Delete", Map.of()));

        assertThat(reservation.deleted()).isTrue();
        assertThat(reservation.created()).isFalse();
        assertThat(reservation.fields().get("provider_status")).isEqualTo("9");
    }

    /** Midnight UTC, two hours later in Madrid. */
    private static Told.Telling example() {
        return Told.tell()
                .that("status", null)
                .that("confirmation_code", "WEB-2026-00931")
                .that("guest_name", "Marta Ejemplo")
                .that("adults", 2)
                .that("children", 1)
                .that("infants", 0)
                .that("party_size", 3)
                .that("arrival_date", "2026-06-12")
                .that("arrival_time", "02:00:00")
                .that("departure_date", "2026-06-19")
                .that("departure_time", "02:00:00")
                .that("details.invoice_status", "0")
                .that("details.room_type_used", "14")
                .that("details.room_type_billed", "12")
                .that("details.board_used", "3")
                .that("details.board_billed", "3");
    }

    // Fields

    @Test
    void tellsOnlyWhatTheBodyHas() throws UnreadablePayloadException {
        ReservationChange reservation = update("{" + IDS + ",\"roomId\":305,\"responsible\":null}");

        assertThat(reservation.fields())
                .isEqualTo(Told.tell()
                        .that("guest_name", null)
                        .that("details.room", "305")
                        .done());
    }

    @Test
    void sumsOnlyWhatIsAllTold() throws UnreadablePayloadException {
        assertThat(update("{" + IDS + ",\"ad\":2,\"jr\":1,\"ch\":2,\"bb\":1}").fields())
                .isEqualTo(Told.tell()
                        .that("adults", 2)
                        .that("children", 3)
                        .that("infants", 1)
                        .that("party_size", 6)
                        .done());
        assertThat(update("{" + IDS + ",\"ad\":2,\"jr\":1}").fields())
                .isEqualTo(Told.tell().that("adults", 2).done());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-12T23:30:00Z,      Europe/Madrid,    2026-06-13, 01:30:00",
        "2026-06-12T23:30:00Z,      Atlantic/Canary,  2026-06-13, 00:30:00",
        "2026-06-12T23:30:00+02:00, Europe/Madrid,    2026-06-12, 23:30:00",
        "2026-06-12T02:00:00Z,      America/New_York, 2026-06-11, 22:00:00",
        "2026-06-12T14:00:00,       America/New_York, 2026-06-12, 14:00:00",
        "2026-06-12,                Europe/Madrid,    2026-06-12,",
        "soon,                      Europe/Madrid,    ,"
    })
    void bringsTimesIntoTheZoneThatIsSet(String written, String zone, String date, String time)
            throws UnreadablePayloadException {
        Map<String, String> settings = Map.of("zone", zone);

        ReservationChange reservation =
                reservation(translate("[{" + IDS + ",\"arrivalDate\":\"" + written + "\"}]", "Update", settings));

        assertThat(reservation.fields())
                .isEqualTo(Told.tell()
                        .that("arrival_date", date)
                        .that("arrival_time", time)
                        .that("zone", zone)
                        .done());
    }

    @Test
    void aStatusMeansWhatTheSettingsSay() throws UnreadablePayloadException {
        Map<String, String> settings = Map.of("statuses", "1=confirmed, 9=canceled");

        ReservationChange known = reservation(translate("[{" + IDS + ",\"rsvStatus\":9}]", "Update", settings));
        ReservationChange unknown = reservation(translate("[{" + IDS + ",\"rsvStatus\":3}]", "Update", settings));

        assertThat(known.fields().get("status")).isEqualTo("canceled");
        assertThat(known.fields().get("provider_status")).isEqualTo("9");
        assertThat(unknown.fields().tells("status")).isTrue();
        assertThat(unknown.fields().get("status")).isNull();
        assertThat(unknown.fields().get("provider_status")).isEqualTo("3");
    }

    // References

    @Test
    void withoutACentreThereIsNoVenue() throws UnreadablePayloadException {
        List<Change> changes = translate(
                "[{\"reservation_id\":481207,\"appCustomer_id\":112,\"center_id\":null}]", "Insert", Map.of());

        assertThat(changes).singleElement().isInstanceOf(ReservationChange.class);
        assertThat(reservation(changes).reference()).isEqualTo("112-481207");
        assertThat(reservation(changes).venue()).isNull();
    }

    @Test
    void anotherReservationIsNotWhatWasBefore() throws UnreadablePayloadException {
        ReservationChange reservation =
                reservation(translate("[{" + IDS + ",\"ad\":2},{\"reservation_id\":5,\"ad\":1}]", "Update", Map.of()));

        assertThat(reservation.previous()).isEqualTo(Told.nothing());
    }

    @Test
    void withoutUpdateTypeItIsOnlyNoticed() throws UnreadablePayloadException {
        List<Change> changes = translate("[{" + IDS + ",\"ad\":2}]", "Vanish", Map.of());

        assertThat(changes)
                .containsExactly(
                        new VenueChange("112-7", new Version(RequestBuilder.NOW)),
                        new Notice(Told.tell()
                                .that("reservation", "112-7-481207")
                                .that("venue", "112-7")
                                .done()));
    }

    @Test
    void refusesImpossibleSettings() {
        assertThatThrownBy(() -> new GuestApiProvider().translator(new SourceSettings(Map.of("statuses", "1=paid"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("setting statuses is \"1=paid\"");
    }

    private ReservationChange update(String reservation) throws UnreadablePayloadException {
        return reservation(translate("[" + reservation + "]", "Update", Map.of()));
    }

    private static ReservationChange reservation(List<Change> changes) {
        return (ReservationChange) changes.get(changes.size() - 1);
    }

    private static List<Change> translateExample(String example, String updateType, Map<String, String> settings)
            throws UnreadablePayloadException {
        return translate(Fixtures.of("guestapi").body("examples/" + example), updateType, settings);
    }

    private static List<Change> translate(String body, String updateType, Map<String, String> settings)
            throws UnreadablePayloadException {
        return translate(new RawBody(body.getBytes(StandardCharsets.UTF_8)), updateType, settings);
    }

    private static List<Change> translate(RawBody body, String updateType, Map<String, String> settings)
            throws UnreadablePayloadException {
        return new Translation(new GuestApiProvider(), new SourceSettings(settings))
                .of(RequestBuilder.with(body).header("UpdateType", updateType).build());
    }
}
