package io.bellhop.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.bellhop.guest.Contact.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"guest@example.com", "GUEST@Example.COM", "  guest@example.com\t", "\u2003guest@example.com\n"})
    void everySpellingOfAnAddressIsOne(String spelling) {
        assertThat(Contact.email(spelling)).contains(new Contact(Kind.EMAIL, "guest@example.com"));
    }

    @ParameterizedTest
    @CsvSource({
        "guest+bistro@example.com, guest+bistro@example.com",
        "g.uest@example.com, g.uest@example.com",
        "ZOË@example.com, zoë@example.com",
        "IVY@example.com, ivy@example.com"
    })
    void anAddressKeepsWhatMayTellTwoPeopleApart(String text, String expected) {
        assertThat(Contact.email(text)).contains(new Contact(Kind.EMAIL, expected));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "   ", "guest", "@", "@example.com", "guest@", "guest@ example.com", "a b@example.com", "n/a"
            })
    void whatIsNoAddressIsNone(String text) {
        assertThat(Contact.email(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+15555550142",
                "+1 555 555 0142",
                "+1 (555) 555-0142",
                "+1.555.555.0142",
                "tel:+1-555-555-0142",
                "\u00a0+1 555\u2011555\u20110142 ",
                "\uff0b15555550142",
                "+\u0661\u0665\u0665\u0665\u0665\u0665\u0665\u0660\u0661\u0664\u0662"
            })
    void everySpellingOfANumberIsOneWhereverItsSourceIs(String spelling) {
        assertThat(Contact.phone(spelling, null)).contains(new Contact(Kind.PHONE, "+15555550142"));
        assertThat(Contact.phone(spelling, "ES")).contains(new Contact(Kind.PHONE, "+15555550142"));
    }

    @ParameterizedTest
    @CsvSource({
        "(555) 555-0142, US, +15555550142",
        "1 555 555 0142, US, +15555550142",
        "011 34 91 555 01 42, US, +34915550142",
        "00 34 91 555 01 42, ES, +34915550142",
        "91 555 01 42, ES, +34915550142",
        "020 555 0142, NL, +31205550142",
        "02 5555 0142, IT, +390255550142"
    })
    void aNumberWithoutItsCountryCodeIsOfItsSourcesRegion(String text, String region, String expected) {
        assertThat(Contact.phone(text, region)).contains(new Contact(Kind.PHONE, expected));
    }

    @Test
    void withoutARegionANumberWithoutItsCountryCodeIsNone() {
        assertThat(Contact.phone("(555) 555-0142", null)).isEmpty();
    }

    @Test
    void aNumberWithoutItsAreaCodeIsNoneSinceManyHaveIt() {
        assertThat(Contact.phone("555-0142", "US")).isEmpty();
        assertThat(Contact.phone("+1 555 0142", null)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "+",
                "+1",
                "0",
                "n/a",
                "unknown",
                "--",
                "+999 555 0142",
                "+1555555014200000",
                "guest@example.com",
                "'; drop table guest; --",
                "\u0000",
                "\ud83d\ude00"
            })
    void whatIsNoNumberIsNone(String text) {
        assertThat(Contact.phone(text, null)).isEmpty();
        assertThat(Contact.phone(text, "US")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "+", "(", ";ext=1", "x", "\ud83d", "@", " ", "\u0301"})
    void noTextHoweverLongMakesItFail(String piece) {
        String text = piece.repeat(100_000);

        assertThatCode(() -> Contact.phone(text, "US")).doesNotThrowAnyException();
        assertThatCode(() -> Contact.phone("+1555" + text, null)).doesNotThrowAnyException();
        assertThatCode(() -> Contact.email(text)).doesNotThrowAnyException();
    }

    @Test
    void aRegionThatIsNoneIsLikeNone() {
        assertThat(Contact.phone("+15555550142", "XX")).contains(new Contact(Kind.PHONE, "+15555550142"));
        assertThat(Contact.phone("555 555 0142", "XX")).isEmpty();
    }

    @Test
    void itsTextHasNoValue() {
        assertThat(Contact.email("guest@example.com").orElseThrow()).hasToString("Contact[email]");
    }
}
