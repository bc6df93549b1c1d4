package io.bellhop.guest;

import static io.bellhop.change.GuestFields.CITY;
import static io.bellhop.change.GuestFields.EMAIL;
import static io.bellhop.change.GuestFields.FIRST_NAME;
import static io.bellhop.change.GuestFields.LAST_NAME;
import static io.bellhop.change.GuestFields.OTHER_EMAIL;
import static io.bellhop.change.GuestFields.OTHER_PHONE;
import static io.bellhop.change.GuestFields.PHONE;
import static io.bellhop.change.GuestFields.VIP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellhop.change.GuestChange;
import io.bellhop.change.Told;
import io.bellhop.change.Version;
import io.bellhop.guest.GuestRow.Reference;
import io.bellhop.guest.GuestRow.Use;
import io.bellhop.state.JsonRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is who. What the provider says to be one is {@link GuestBookMergeTest}. */
class GuestBookTest {

    private static final Instant START = Instant.parse("2026-06-01T09:15:04Z");
    private static final Instant NOW = Instant.parse("2026-06-08T12:00:00Z");
    private static final String SOURCE = "bistro";
    private static final String MAIL = "guest@example.com";
    private static final String NUMBER = "+15555550142";

    private int lastId;
    private GuestBook book = new GuestBook(List.of(), this::nextId, NOW);

    @Test
    void twoWithIdsAreTwoWhateverTheyShare() {
        GuestRow zoe = tell("c1", 1, Told.tell().that(EMAIL, MAIL).that(PHONE, NUMBER));
        GuestRow omar = tell("c2", 2, Told.tell().that(EMAIL, MAIL).that(PHONE, NUMBER));

        assertThat(omar).isNotSameAs(zoe);
        assertThat(tell("c1", 3, Told.tell().that(EMAIL, MAIL))).isSameAs(zoe);
        assertThat(tell("c2", 4, Told.tell().that(EMAIL, MAIL))).isSameAs(omar);
        assertThat(book.merged()).isEmpty();
    }

    @Test
    void theSameIdIsTheSameGuestWhateverTheAddress() {
        GuestRow zoe = tell("c1", 1, Told.tell().that(EMAIL, MAIL));
        tell("c2", 1, Told.tell().that(EMAIL, "other@example.com"));

        assertThat(tell("c1", 2, Told.tell().that(EMAIL, "other@example.com"))).isSameAs(zoe);
    }

    @Test
    void theSameIdAtAnotherSourceIsAnotherGuest() {
        GuestRow zoe = tell("c1", 1, Told.tell().that(EMAIL, MAIL));

        GuestRow other = apply("hotel", change("c1", 1, Told.tell().that(EMAIL, MAIL)), null);

        assertThat(other).isNotSameAs(zoe);
    }

    @Test
    void anIdThatIsNewTakesOverTheGuestWithoutOne() {
        GuestRow byMail = tell(null, 1, Told.tell().that(EMAIL, MAIL).that(FIRST_NAME, "Zoë"));
        GuestRow byNumber = tell(null, 1, Told.tell().that(PHONE, NUMBER));

        assertThat(tell("c1", 2, Told.tell().that(EMAIL, " GUEST@example.com").that(CITY, "Sampletown")))
                .isSameAs(byMail);
        assertThat(tell("c2", 2, Told.tell().that(PHONE, "+1 (555) 555-0142"))).isSameAs(byNumber);

        assertThat(byMail.references()).containsOnlyKeys(reference("c1"));
        assertThat(byMail.text(FIRST_NAME)).isEqualTo("Zoë");
        assertThat(byMail.text(CITY)).isEqualTo("Sampletown");
    }

    @Test
    void anIdThatIsNewTakesOverAllWithoutOneThatItsEventShows() {
        GuestRow byMail = tell(null, 1, Told.tell().that(EMAIL, MAIL));
        GuestRow byNumber = tell(null, 1, Told.tell().that(PHONE, NUMBER));

        GuestRow named = tell("c1", 2, Told.tell().that(EMAIL, MAIL).that(PHONE, NUMBER));

        assertThat(named).isSameAs(byMail);
        assertThat(book.now(byNumber)).isSameAs(named);
        assertThat(byNumber.isMerged()).isTrue();
    }

    @Test
    void withoutAnIdTheSameAddressOrNumberIsTheSameGuest() {
        GuestRow guest = tell(null, 1, Told.tell().that(EMAIL, MAIL).that(PHONE, NUMBER));

        assertThat(tell(null, 2, Told.tell().that(EMAIL, "Guest@Example.com"))).isSameAs(guest);
        assertThat(tell(null, 3, Told.tell().that(PHONE, "(555) 555-0142"))).isSameAs(guest);
        assertThat(tell(null, 4, Told.tell().that(EMAIL, "other@example.com"))).isNotSameAs(guest);
    }

    @Test
    void withoutAnIdTheOnlyOneWithAnIdIsMeant() {
        GuestRow zoe = tell("c1", 1, Told.tell().that(EMAIL, MAIL));
        tell("c2", 1, Told.tell().that(EMAIL, "other@example.com"));

        assertThat(tell(null, 2, Told.tell().that(EMAIL, MAIL).that(CITY, "Sampletown")))
                .isSameAs(zoe);
        assertThat(zoe.text(CITY)).isEqualTo("Sampletown");
    }

    @Test
    void oneWithAnIdIsMeantRatherThanOneWithoutWhoThenTurnsOutToBeThem() {
        GuestRow byNumber = tell(null, 1, Told.tell().that(PHONE, NUMBER).that(FIRST_NAME, "Zoë"));
        GuestRow zoe = tell("c1", 1, Told.tell().that(EMAIL, MAIL));

        assertThat(tell(null, 2, Told.tell().that(EMAIL, MAIL).that(PHONE, NUMBER)))
                .isSameAs(zoe);

        assertThat(book.now(byNumber)).isSameAs(zoe);
        assertThat(zoe.text(FIRST_NAME)).isEqualTo("Zoë");
        assertThat(zoe.text(PHONE)).isEqualTo(NUMBER);
    }

    @Test
    void betweenSeveralWithIdsItIsSomebodyNew() {
        GuestRow zoe = tell("c1", 1, Told.tell().that(EMAIL, MAIL));
        GuestRow omar = tell("c2", 1, Told.tell().that(EMAIL, MAIL));

        GuestRow somebody = tell(null, 2, Told.tell().that(EMAIL, MAIL));

        assertThat(somebody).isNotIn(zoe, omar);
        assertThat(tell(null, 3, Told.tell().that(EMAIL, MAIL))).isSameAs(somebody);
        assertThat(book.merged()).isEmpty();
    }

    @Test
    void theAddressOfOneAndTheNumberOfAnotherIsNeitherOfThem() {
        GuestRow zoe = tell("c1", 1, Told.tell().that(EMAIL, MAIL));
        GuestRow omar = tell("c2", 1, Told.tell().that(PHONE, NUMBER));

        assertThat(tell(null, 2, Told.tell().that(EMAIL, MAIL).that(PHONE, NUMBER)))
                .isNotIn(zoe, omar);
        assertThat(book.merged()).isEmpty();
    }

    @Test
    void whoSharesAnAddressIsToldApartByTheirNumber() {
        tell("c1", 1, Told.tell().that(EMAIL, MAIL).that(PHONE, "+15555550177"));
        GuestRow omar = tell("c2", 1, Told.tell().that(EMAIL, MAIL).that(PHONE, NUMBER));

        assertThat(tell(null, 2, Told.tell().that(EMAIL, MAIL).that(PHONE, NUMBER)))
                .isSameAs(omar);
    }

    @Test
    void whoIsSomebodyNewForAmbiguityStaysSoWhenOneOfTheOthersIsToldOfAgain() {
        GuestRow zoe = tell("c1", 1, Told.tell().that(EMAIL, MAIL));
        GuestRow omar = tell("c2", 1, Told.tell().that(EMAIL, MAIL));
        GuestRow somebody = tell(null, 2, Told.tell().that(EMAIL, MAIL));

        assertThat(tell("c1", 3, Told.tell().that(EMAIL, MAIL))).isSameAs(zoe);
        assertThat(tell("c2", 3, Told.tell().that(EMAIL, MAIL))).isSameAs(omar);
        assertThat(tell("c3", 3, Told.tell().that(EMAIL, MAIL))).isNotIn(zoe, omar, somebody);

        assertThat(book.merged()).isEmpty();
        assertThat(tell(null, 4, Told.tell().that(EMAIL, MAIL))).isSameAs(somebody);
    }

    @Test
    void oneEventWithTheAddressOfOneAndTheNumberOfAnotherMakesThemOneWithoutLoss() {
        GuestRow byMail = tell(null, 1, Told.tell().that(EMAIL, MAIL).that(FIRST_NAME, "Zoë"));
        GuestRow byNumber = tell(
                null,
                2,
                Told.tell()
                        .that(PHONE, NUMBER)
                        .that(FIRST_NAME, "Z.")
                        .that(CITY, "Sampletown")
                        .that(OTHER_PHONE, "+15555550177"));

        GuestRow found = tell(null, 3, Told.tell().that(EMAIL, MAIL).that(PHONE, NUMBER));

        assertThat(found).isSameAs(byMail);
        assertThat(book.merged()).containsExactly(Map.entry(byNumber, byMail));
        assertThat(byMail.text(FIRST_NAME)).isEqualTo("Zoë");
        assertThat(byMail.text(CITY)).isEqualTo("Sampletown");
        assertThat(byMail.text(PHONE)).isEqualTo(NUMBER);
        assertThat(texts(byMail, "other_phones")).containsExactly("+15555550177");
        assertThat(byNumber.text("merged_into")).isEqualTo(byMail.id().toString());
        assertThat(byNumber.text(FIRST_NAME)).isEqualTo("Z.");
        assertThat(byNumber.text(CITY)).isEqualTo("Sampletown");
    }

    @Test
    void twoNumbersAreKeptBothWhenTwoBecomeOne() {
        tell(null, 1, Told.tell().that(EMAIL, MAIL).that(PHONE, "+15555550177"));
        tell(null, 1, Told.tell().that(PHONE, NUMBER));

        GuestRow one = tell(null, 2, Told.tell().that(EMAIL, MAIL).that(PHONE, NUMBER));

        assertThat(one.text(EMAIL)).isEqualTo(MAIL);
        assertThat(one.text(PHONE)).isEqualTo(NUMBER);
        assertThat(texts(one, "other_phones")).containsExactly("+15555550177");
        assertThat(tell(null, 3, Told.tell().that(PHONE, "+15555550177"))).isSameAs(one);
    }

    @Test
    void theSameNumberWithAnotherAddressIsSomebodyElse() {
        GuestRow one = tell(null, 1, Told.tell().that(EMAIL, MAIL).that(PHONE, NUMBER));

        GuestRow other =
                tell(null, 2, Told.tell().that(EMAIL, "other@example.com").that(PHONE, NUMBER));

        assertThat(other).isNotSameAs(one);
        assertThat(one.text(EMAIL)).isEqualTo(MAIL);
        assertThat(book.merged()).isEmpty();
    }

    @Test
    void whatAReservationNotesDoesNotSpeakOverTheGuestsOwnRecord() {
        GuestRow guest = tell("c1", 1, Told.tell().that(EMAIL, MAIL).that(FIRST_NAME, "Zoë"));
        GuestChange noted =
                change("c1", 9, Told.tell().that(FIRST_NAME, "Zoe B.").that(CITY, "Sampletown"));

        book.apply(SOURCE, noted, NormalizedGuest.of(noted.fields(), null).besideAReservation());

        assertThat(guest.text(FIRST_NAME)).isEqualTo("Zoë");
        assertThat(guest.text(CITY)).isEqualTo("Sampletown");
    }

    @Test
    void anIdsEventWithTheNumberOfAGuestWithoutOneMakesThemOne() {
        GuestRow byNumber = tell(null, 1, Told.tell().that(PHONE, NUMBER));
        GuestRow zoe = tell("c1", 1, Told.tell().that(EMAIL, MAIL));

        tell("c1", 2, Told.tell().that(PHONE, NUMBER));

        assertThat(book.now(byNumber)).isSameAs(zoe);
    }

    @Test
    void anAddressOnceKnownStillFindsTheGuest() {
        GuestRow zoe = tell("c1", 1, Told.tell().that(EMAIL, MAIL));
        tell("c1", 3, Told.tell().that(EMAIL, "new@example.com"));
        tell("c1", 2, Told.tell().that(EMAIL, "between@example.com"));

        assertThat(zoe.text(EMAIL)).isEqualTo("new@example.com");
        assertThat(texts(zoe, "other_emails")).containsExactlyInAnyOrder(MAIL, "between@example.com");
        asLoadedAgain(zoe);
        for (String mail : List.of(MAIL, "between@example.com", "new@example.com")) {
            assertThat(tell(null, 4, Told.tell().that(EMAIL, mail)).id()).isEqualTo(zoe.id());
        }
    }

    @Test
    void aSecondAddressAndNumberFindTheGuest() {
        GuestRow zoe =
                tell("c1", 1, Told.tell().that(OTHER_EMAIL, "Other@Example.com").that(OTHER_PHONE, NUMBER));

        assertThat(tell(null, 2, Told.tell().that(EMAIL, "other@example.com"))).isSameAs(zoe);
        assertThat(tell(null, 2, Told.tell().that(PHONE, NUMBER))).isSameAs(zoe);
    }

    @Test
    void anotherAddressIsAChangeOfTheGuestAndTheSameOneAgainIsNone() {
        GuestRow zoe = tell("c1", 2, Told.tell().that(EMAIL, MAIL));
        GuestRow loaded = asLoadedAgain(zoe, NOW.plusSeconds(1));

        tell("c1", 1, Told.tell().that(EMAIL, "other@example.com"));
        assertThat(loaded.text("updated_at")).isEqualTo("2026-06-08T12:00:01Z");

        GuestRow again = asLoadedAgain(loaded, NOW.plusSeconds(2));
        tell("c1", 1, Told.tell().that(EMAIL, "other@example.com").that(OTHER_EMAIL, MAIL));
        assertThat(again.text("updated_at")).isEqualTo("2026-06-08T12:00:01Z");
        assertThat(book.changed()).isEmpty();
    }

    @Test
    void theAddressTheyHaveIsNotAmongTheOthersThoughItOnceWas() {
        GuestRow zoe = tell("c1", 1, Told.tell().that(EMAIL, MAIL).that(OTHER_EMAIL, "other@example.com"));

        tell("c1", 2, Told.tell().that(EMAIL, "other@example.com"));
        assertThat(texts(zoe, "other_emails")).containsExactly(MAIL);

        tell("c1", 3, Told.tell().that(EMAIL, MAIL));
        assertThat(texts(zoe, "other_emails")).containsExactly("other@example.com");
    }

    @Test
    void ofManyAddressesTheNewestTwentyAreKept() {
        GuestRow zoe = tell("c1", 0, Told.tell().that(EMAIL, "0@example.com"));

        for (int i = 1; i <= 30; i++) {
            tell("c1", i, Told.tell().that(EMAIL, i + "@example.com"));
        }

        assertThat(texts(zoe, "other_emails"))
                .hasSize(20)
                .startsWith("29@example.com")
                .endsWith("10@example.com");
    }

    @Test
    void aNumberThatCannotBeReadIsKeptAsWrittenAndFindsNobody() {
        GuestRow zoe = tell("c1", 1, Told.tell().that(PHONE, "ask at reception").that(EMAIL, "none"));

        GuestRow other =
                tell(null, 2, Told.tell().that(PHONE, "ask at reception").that(EMAIL, "none"));

        assertThat(zoe.text(PHONE)).isEqualTo("ask at reception");
        assertThat(zoe.text(EMAIL)).isEqualTo("none");
        assertThat(other).isNotSameAs(zoe);
    }

    @Test
    void theNewestTellingOfEachFieldWinsAndANullTakesNothingAway() {
        GuestRow zoe = tell("c1", 2, Told.tell().that(FIRST_NAME, "Zoë").that(VIP, true));

        tell("c1", 1, Told.tell().that(FIRST_NAME, "Zo").that(LAST_NAME, "Muster"));
        tell("c1", 3, Told.tell().that(FIRST_NAME, null).that(VIP, false));

        assertThat(zoe.text(FIRST_NAME)).isEqualTo("Zoë");
        assertThat(zoe.text(LAST_NAME)).isEqualTo("Muster");
        assertThat(zoe.toRow().get("vip").booleanValue()).isFalse();
    }

    @Test
    void theSameTellingAgainChangesNothing() {
        GuestRow zoe =
                tell("c1", 1, Told.tell().that(EMAIL, MAIL).that(PHONE, NUMBER).that(VIP, true));
        asLoadedAgain(zoe);

        tell("c1", 1, Told.tell().that(EMAIL, MAIL).that(PHONE, NUMBER).that(VIP, true));

        assertThat(book.changed()).isEmpty();
    }

    @Test
    void whoeverTheProviderDeletedStaysDeletedAndCanStillBeFound() {
        GuestRow zoe = tell("c1", 1, Told.tell().that(EMAIL, MAIL));

        delete("c1", 2);
        tell("c1", 3, Told.tell().that(FIRST_NAME, "Zoë"));
        delete("c1", 4);

        assertThat(zoe.text("deleted_at")).isEqualTo("2026-06-01T09:15:06Z");
        assertThat(zoe.references()).containsEntry(reference("c1"), new Use(false, true));
        assertThat(tell(null, 5, Told.tell().that(EMAIL, MAIL))).isSameAs(zoe);
    }

    @Test
    void oneWhoIsUnknownCanBeDeleted() {
        GuestRow nobody = delete("c1", 1);

        assertThat(nobody.text("deleted_at")).isNotNull();
        assertThat(tell("c1", 2, Told.tell().that(FIRST_NAME, "Zoë"))).isSameAs(nobody);
    }

    @Test
    void whoIsDeletedAtOneProviderIsNotGoneWhileAnotherHasThem() {
        GuestRow zoe = tell("c1", 1, Told.tell().that(EMAIL, MAIL));
        zoe.refer(new Reference("hotel", "g1"), new Use(false, false));
        asLoadedAgain(zoe);

        GuestRow loaded = delete("c1", 2);
        assertThat(loaded.text("deleted_at")).isNull();

        apply("hotel", new GuestChange("g1", version(3), true, Told.nothing()), null);
        assertThat(loaded.text("deleted_at")).isEqualTo("2026-06-01T09:15:07Z");
    }

    @Test
    void anAddressOfACrowdIsNobodys() {
        for (int guest = 0; guest <= GuestIndex.CROWD; guest++) {
            tell("c" + guest, 1, Told.tell().that(EMAIL, "desk@example.com"));
        }
        GuestRow byMail = tell(null, 2, Told.tell().that(EMAIL, MAIL));

        assertThat(tell(null, 3, Told.tell().that(EMAIL, "desk@example.com"))).isNull();
        assertThat(tell(null, 3, Told.tell().that(EMAIL, MAIL).that(PHONE, NUMBER)))
                .isSameAs(byMail);
        assertThat(tell("c0", 4, Told.tell().that(EMAIL, "desk@example.com"))).isNotNull();
    }

    private UUID nextId() {
        return new UUID(0, ++lastId);
    }

    private GuestRow tell(String reference, int second, Told.Telling told) {
        return apply(SOURCE, change(reference, second, told), "US");
    }

    private GuestRow delete(String reference, int second) {
        return apply(SOURCE, new GuestChange(reference, version(second), true, Told.nothing()), "US");
    }

    private static GuestChange change(String reference, int second, Told.Telling told) {
        return new GuestChange(reference, version(second), false, told.done());
    }

    private static Version version(int second) {
        return new Version(START.plusSeconds(second));
    }

    private static Reference reference(String reference) {
        return new Reference(SOURCE, reference);
    }

    private void asLoadedAgain(GuestRow guest) {
        asLoadedAgain(guest, NOW);
    }

    /** Another batch, with nobody but this guest as the database has them. */
    private GuestRow asLoadedAgain(GuestRow guest, Instant now) {
        GuestRow again = GuestRow.of(JsonRows.read(guest.toRow().toString()));
        again.references().putAll(guest.references());
        book = new GuestBook(List.of(again), this::nextId, now);
        return again;
    }

    private static List<String> texts(GuestRow guest, String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : guest.toRow().get(field)) {
            texts.add(text.textValue());
        }
        return texts;
    }

    private GuestRow apply(String source, GuestChange change, String region) {
        return book.apply(source, change, NormalizedGuest.of(change.fields(), region));
    }
}
