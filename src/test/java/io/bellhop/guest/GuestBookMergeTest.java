package io.bellhop.guest;

import static io.bellhop.change.GuestFields.CITY;
import static io.bellhop.change.GuestFields.COMPANY;
import static io.bellhop.change.GuestFields.EMAIL;
import static io.bellhop.change.GuestFields.FIRST_NAME;
import static io.bellhop.change.GuestFields.LAST_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.Permutations;
import io.bellhop.change.GuestChange;
import io.bellhop.change.GuestMerge;
import io.bellhop.change.Told;
import io.bellhop.change.Version;
import io.bellhop.guest.GuestRow.Reference;
import io.bellhop.guest.GuestRow.Use;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of guests that their provider says to be one. */
class GuestBookMergeTest {

    private static final Instant START = Instant.parse("2026-06-01T09:15:04Z");
    private static final Instant NOW = Instant.parse("2026-06-08T12:00:00Z");
    private static final String SOURCE = "bistro";

    /** A field of each event that no other has, and one that all have. */
    private static final Said A = telling("a", 3, "a@example.com", "Ada", CITY, "Sampletown");

    private static final Said A_LATER = telling("a", 5, "a2@example.com", "Ada L.", CITY, "Testville");
    private static final Said B = telling("b", 2, "b@example.com", "Bo", LAST_NAME, "Muster");
    private static final Said B_EARLIER = telling("b", 1, "b1@example.com", "B.", CITY, "Oldham");
    private static final Said C = telling("c", 1, "c@example.com", "Cy", COMPANY, "Example Ltd");

    private int lastId;

    @Test
    void theyAreOneWithAllThatEitherHad() {
        GuestBook book = after(A, B, merging("b", "a"));

        GuestRow one = whoIs(book, "b");
        GuestRow gone = gone(book);
        assertThat(whoIs(book, "a")).isSameAs(one);
        assertThat(one.text(FIRST_NAME)).isEqualTo("Bo");
        assertThat(one.text(LAST_NAME)).isEqualTo("Muster");
        assertThat(one.text(CITY)).isEqualTo("Sampletown");
        assertThat(one.text(EMAIL)).isEqualTo("b@example.com");
        assertThat(texts(one, "other_emails")).containsExactly("a@example.com");
        assertThat(one.references())
                .isEqualTo(Map.of(reference("a"), new Use(true, false), reference("b"), new Use(false, false)));
        assertThat(gone.text("merged_into")).isEqualTo(one.id().toString());
        assertThat(gone.text(FIRST_NAME)).isEqualTo("Ada");
        assertThat(gone.references()).isEmpty();
    }

    @Test
    void aMergeMayComeBeforeAfterAndBetweenTheEventsOfItsGuests() {
        assertThat(ends("b", List.of(A, B, merging("b", "a")))).hasSize(1);
    }

    @Test
    void aMergeMayComeBeforeAfterAndBetweenAllTheEventsOfItsGuests() {
        Set<Map<String, Object>> ends = ends("b", List.of(A, A_LATER, B, merging("b", "a")));

        assertThat(ends).hasSize(1);
        assertThat(ends.iterator().next())
                .containsEntry(FIRST_NAME, "Bo")
                .containsEntry(CITY, "Testville")
                .containsEntry("emails", Set.of("a@example.com", "a2@example.com", "b@example.com"));
    }

    @Test
    void whatTheSurvivorTellsCountsForMoreThanWhatFilledIt() {
        Set<Map<String, Object>> ends = ends("b", List.of(A, B, B_EARLIER, merging("b", "a")));

        assertThat(ends).hasSize(1);
        assertThat(ends.iterator().next()).containsEntry(FIRST_NAME, "Bo").containsEntry(CITY, "Oldham");
    }

    @Test
    void inAChainAllAreTheLastInWhateverOrder() {
        Set<Map<String, Object>> ends = ends("c", List.of(A, B, C, merging("b", "a"), merging("c", "b")));

        assertThat(ends).hasSize(1);
        assertThat(ends.iterator().next())
                .containsEntry(FIRST_NAME, "Cy")
                .containsEntry(LAST_NAME, "Muster")
                .containsEntry(CITY, "Sampletown")
                .containsEntry(COMPANY, "Example Ltd")
                .containsEntry("emails", Set.of("a@example.com", "b@example.com", "c@example.com"))
                .containsEntry("references", Map.of("a", true, "b", true, "c", false));
    }

    @Test
    void whatPointedToTheFirstOfAChainPointsToTheLast() {
        GuestBook book = after(A, B, C);
        GuestRow a = whoIs(book, "a");
        GuestRow b = whoIs(book, "b");

        merging("b", "a").accept(book);
        merging("c", "b").accept(book);

        GuestRow c = whoIs(book, "c");
        assertThat(book.now(a)).isSameAs(c);
        assertThat(book.now(b)).isSameAs(c);
        assertThat(book.merged()).isEqualTo(Map.of(a, c, b, c));
    }

    @Test
    void twoThatAreMergedIntoEachOtherAreOneAndNoneIsLost() {
        GuestBook book = after(A, B, merging("b", "a"), merging("a", "b"), merging("b", "a"));

        assertThat(whoIs(book, "a")).isSameAs(whoIs(book, "b"));
        assertThat(whoIs(book, "a").isMerged()).isFalse();
        assertThat(book.merged()).hasSize(1);
    }

    @Test
    void aRingOfThreeIsOne() {
        GuestBook book = after(A, B, C, merging("b", "a"), merging("c", "b"), merging("a", "c"));

        assertThat(whoIs(book, "a")).isSameAs(whoIs(book, "b")).isSameAs(whoIs(book, "c"));
        assertThat(whoIs(book, "a").isMerged()).isFalse();
        assertThat(whoIs(book, "a").references()).hasSize(3);
    }

    @Test
    void severalGoIntoOneAtOnce() {
        GuestBook book = after(A, B, C, merging("c", "a", "b"));

        assertThat(whoIs(book, "a")).isSameAs(whoIs(book, "b")).isSameAs(whoIs(book, "c"));
        assertThat(book.merged()).hasSize(2);
    }

    @Test
    void aMergeToldTwiceIsOne() {
        GuestBook once = after(A, B, merging("b", "a"));
        Map<String, Object> end = end(once, "b");

        merging("b", "a").accept(once);

        assertThat(end(once, "b")).isEqualTo(end);
        assertThat(once.merged()).hasSize(1);
    }

    @Test
    void oneMergedIntoItselfStays() {
        GuestBook book = after(A, merging("a", "a"));

        assertThat(whoIs(book, "a").isMerged()).isFalse();
        assertThat(whoIs(book, "a").references()).containsOnly(Map.entry(reference("a"), new Use(false, false)));
    }

    @Test
    void idsThatNobodyHasHadYetAreKeptForWhatIsStillToCome() {
        GuestBook book = after(merging("b", "a"));

        GuestRow one = whoIs(book, "b");
        assertThat(one.references())
                .isEqualTo(Map.of(reference("a"), new Use(true, false), reference("b"), new Use(false, false)));
        assertThat(book.merged()).isEmpty();
        assertThat(book.changed()).containsExactly(one);
    }

    @Test
    void aLateEventUnderAMergedIdLandsOnTheSurvivorAndOnlyFills() {
        GuestBook book = after(B, merging("b", "a"));

        A_LATER.accept(book);

        GuestRow one = whoIs(book, "b");
        assertThat(one.text(FIRST_NAME)).isEqualTo("Bo");
        assertThat(one.text(EMAIL)).isEqualTo("b@example.com");
        assertThat(one.text(CITY)).isEqualTo("Testville");
        assertThat(texts(one, "other_emails")).containsExactly("a2@example.com");
        assertThat(apply(book, SOURCE, change(null, 9, Told.tell().that(EMAIL, "a2@example.com")), null))
                .isSameAs(one);
    }

    @Test
    void anIdThatWasDeletedAndMergedDoesNotDeleteTheSurvivor() {
        Said deletion = book -> apply(book, SOURCE, new GuestChange("a", version(6), true, Told.nothing()), null);

        for (List<Said> order : Permutations.of(List.of(A, B, merging("b", "a"), deletion))) {
            GuestRow one = whoIs(after(order), "b");

            assertThat(one.text("deleted_at")).isNull();
            assertThat(one.references())
                    .containsEntry(reference("b"), new Use(false, false))
                    .containsEntry(reference("a"), new Use(true, true));
        }
    }

    @Test
    void theSurvivorsOwnDeletionCountsThoughItHasAliases() {
        GuestBook book = after(A, B, merging("b", "a"));

        GuestRow one = apply(book, SOURCE, new GuestChange("b", version(6), true, Told.nothing()), null);

        assertThat(one.text("deleted_at")).isEqualTo("2026-06-01T09:15:10Z");
    }

    @Test
    void aMergeIsOfItsOwnSourceOnly() {
        GuestBook book = after(A, B);

        book.merge("hotel", new GuestMerge("b", List.of("a"), version(9)));

        assertThat(whoIs(book, "a")).isNotSameAs(whoIs(book, "b"));
    }

    /** One event. */
    private interface Said {
        void accept(GuestBook book);
    }

    private GuestBook newBook() {
        return new GuestBook(List.of(), () -> new UUID(0, ++lastId), NOW);
    }

    private GuestBook after(Said... events) {
        return after(List.of(events));
    }

    private GuestBook after(List<Said> events) {
        GuestBook book = newBook();
        events.forEach(event -> event.accept(book));
        return book;
    }

    /** What the guest is in the end, by every order of the events. */
    private Set<Map<String, Object>> ends(String reference, List<Said> events) {
        Set<Map<String, Object>> ends = new HashSet<>();
        Permutations.of(events).forEach(order -> ends.add(end(after(order), reference)));
        return ends;
    }

    /** Without our ids and times. */
    private static Map<String, Object> end(GuestBook book, String reference) {
        GuestRow guest = whoIs(book, reference);
        Map<String, Object> end = new TreeMap<>();
        for (String field : List.of(FIRST_NAME, LAST_NAME, CITY, COMPANY, EMAIL)) {
            end.put(field, String.valueOf(guest.text(field)));
        }
        Set<String> emails = texts(guest, "other_emails");
        emails.add(guest.text(EMAIL));
        end.put("emails", emails);
        Map<String, Boolean> aliases = new HashMap<>();
        guest.references().forEach((one, use) -> aliases.put(one.reference(), use.alias()));
        end.put("references", aliases);
        return end;
    }

    /** By an event that tells nothing. */
    private static GuestRow whoIs(GuestBook book, String reference) {
        return apply(book, SOURCE, change(reference, 0, Told.tell()), null);
    }

    private static GuestRow gone(GuestBook book) {
        assertThat(book.merged()).hasSize(1);
        return book.merged().keySet().iterator().next();
    }

    private static Said telling(
            String reference, int second, String email, String firstName, String field, String value) {
        return book -> apply(
                book,
                SOURCE,
                change(
                        reference,
                        second,
                        Told.tell()
                                .that(EMAIL, email)
                                .that(FIRST_NAME, firstName)
                                .that(field, value)),
                null);
    }

    private static Said merging(String survivor, String... merged) {
        return book -> book.merge(SOURCE, new GuestMerge(survivor, List.of(merged), version(4)));
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

    private static Set<String> texts(GuestRow guest, String field) {
        ObjectNode row = guest.toRow();
        Set<String> texts = new HashSet<>();
        for (JsonNode text : row.get(field)) {
            texts.add(text.textValue());
        }
        return texts;
    }

    private static GuestRow apply(GuestBook book, String source, GuestChange change, String region) {
        return book.apply(source, change, NormalizedGuest.of(change.fields(), region));
    }
}
