package io.bellhop.provider.sevenrooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.change.Change;
import io.bellhop.change.GuestChange;
import io.bellhop.change.GuestMerge;
import io.bellhop.change.Told;
import io.bellhop.change.VenueChange;
import io.bellhop.change.Version;
import io.bellhop.provider.Fixtures;
import io.bellhop.provider.SourceSettings;
import io.bellhop.provider.Translation;
import io.bellhop.provider.UnreadablePayloadException;
import io.bellhop.webhook.RequestBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SevenRoomsGuestTest {

    private static final String VENUE = "ahFmYWtlLXNldmVucm9vbXMtdmVudWUtMDAx";
    private static final String CLIENT = "ahFmYWtlLXNldmVucm9vbXMtY2xpZW50LTAwMQ";
    private static final String OTHER_CLIENT = "ahFmYWtlLXNldmVucm9vbXMtY2xpZW50LTAwMg";

    private final Translation translation = new Translation(new SevenRoomsProvider(), SourceSettings.none());

    // Clients

    @Test
    void readsAClient() throws UnreadablePayloadException {
        assertThat(example("observed.client.created.json"))
                .containsExactly(new GuestChange(
                        CLIENT,
                        new Version(Instant.parse("2026-06-01T09:15:04.112Z")),
                        false,
                        Told.tell()
                                .that("first_name", "Zoë")
                                .that("last_name", "Lindqvist")
                                .that("email", "zoe.lindqvist@example.com")
                                .that("phone", "+15555550142")
                                .that("city", "Exampleville")
                                .that("country", "US")
                                .that("notes", "Sesame allergy")
                                .that("marketing_opt_in", false)
                                .done()));
    }

    @Test
    void tellsAllThatIsNotEmptyButThePrivateNotes() throws UnreadablePayloadException {
        GuestChange guest = (GuestChange) client(
                "updated",
                "\"id\":\"g1\",\"salutation\":\"Ms\",\"email_alt\":\"ines@example.com\",\"phone_number_alt\":\"555-0163\","
                        + "\"company\":\"Example Ltd\",\"address\":\"Example Street 5\",\"postal_code\":1010,"
                        + "\"language\":\"de_AT\",\"is_vip\":true,\"private_notes\":\"canary\",\"notes\":\"\"");

        assertThat(guest.fields())
                .isEqualTo(Told.tell()
                        .that("salutation", "Ms")
                        .that("other_email", "ines@example.com")
                        .that("other_phone", "555-0163")
                        .that("company", "Example Ltd")
                        .that("address", "Example Street 5")
                        .that("postal_code", "1010")
                        .that("language", "de")
                        .that("vip", true)
                        .done());
    }

    @Test
    void readsADeletionByItsOwnTime() throws UnreadablePayloadException {
        GuestChange guest = (GuestChange) client(
                "deleted", "\"id\":\"g1\",\"updated\":\"2026-06-01T08:00:00\",\"deleted\":\"2026-06-02T08:00:00\"");

        assertThat(guest)
                .isEqualTo(new GuestChange(
                        "g1", new Version(Instant.parse("2026-06-02T08:00:00Z")), true, Told.nothing()));
    }

    @Test
    void aGuestWithoutAnIdMustBeReachable() throws UnreadablePayloadException {
        assertThat(((GuestChange) client("updated", "\"phone_number\":\"555-0163\"")).reference())
                .isNull();
        assertThatThrownBy(() -> client("updated", "\"first_name\":\"Ines\""))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessage("a guest with neither an id nor an e-mail address nor a phone number");
    }

    @Test
    void nobodyIsDeletedByAnAddress() {
        assertThatThrownBy(() -> client("deleted", "\"email\":\"ines@example.com\""))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessage("a deleted guest without their id");
    }

    // Merges

    @Test
    void readsAMergeAndThenTheGuestThatStays() throws UnreadablePayloadException {
        Version merged = new Version(Instant.parse("2026-06-04T12:00:01Z"));

        assertThat(example("seed.guest.merged.json"))
                .containsExactly(
                        new VenueChange(VENUE, merged),
                        new GuestMerge(CLIENT, List.of(OTHER_CLIENT), merged),
                        new GuestChange(
                                CLIENT,
                                new Version(Instant.parse("2026-06-01T09:15:04.112Z")),
                                false,
                                Told.tell()
                                        .that("first_name", "Zoë")
                                        .that("last_name", "Lindqvist")
                                        .that("email", "zoe.lindqvist@example.com")
                                        .that("phone", "+15555550142")
                                        .that("marketing_opt_in", false)
                                        .done()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"surviving_guest_id\":\"g1\",\"merged_guest_ids\":[\"g2\",\"g3\"]",
                "\"primary_guest_id\":\"g1\",\"merged_guest_id\":[\"g2\",\"g3\",\"g2\"]",
                "\"guest_id\":\"g1\",\"duplicate_guest_ids\":[\"g2\",\"g3\",\"g1\"]",
                "\"guest_id\":\"g1\",\"merged_guest_ids\":[],\"duplicate_guest_ids\":[\"g2\",\"g3\"]"
            })
    void takesEachLikelyNameOfTheIds(String data) throws UnreadablePayloadException {
        assertThat(merge(data))
                .containsExactly(new GuestMerge("g1", List.of("g2", "g3"), new Version(RequestBuilder.NOW)));
    }

    @Test
    void takesOneIdWithoutAList() throws UnreadablePayloadException {
        assertThat(merge("\"guest_id\":\"g1\",\"merged_guest_id\":\"g2\""))
                .containsExactly(new GuestMerge("g1", List.of("g2"), new Version(RequestBuilder.NOW)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"merged_guest_ids\":[\"g2\"],\"guest\":{\"id\":\"g1\"}",
                "\"surviving_guest_id\":\"g1\"",
                "\"surviving_guest_id\":\"g1\",\"merged_guest_ids\":[]",
                "\"surviving_guest_id\":\"g1\",\"merged_guest_ids\":[\"g1\"]",
                "\"surviving_guest_id\":{},\"merged_guest_ids\":[\"g2\"]"
            })
    void neverGuessesWhoWasMerged(String data) {
        assertThatThrownBy(() -> merge(data))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageStartingWith("a merge without the id");
    }

    private List<Change> merge(String data) throws UnreadablePayloadException {
        return translate("{\"id\":\"e1\",\"event\":\"guest.merged\",\"data\":{" + data + "}}");
    }

    private Change client(String eventType, String entity) throws UnreadablePayloadException {
        List<Change> changes = translate(
                "[{\"entity_type\":\"client\",\"event_type\":\"" + eventType + "\",\"entity\":{" + entity + "}}]");
        assertThat(changes).hasSize(1);
        return changes.get(0);
    }

    private List<Change> example(String name) throws UnreadablePayloadException {
        return translation.of(RequestBuilder.with(Fixtures.of("sevenrooms").body("examples/" + name))
                .build());
    }

    private List<Change> translate(String body) throws UnreadablePayloadException {
        return translation.of(RequestBuilder.with(body).build());
    }
}
