package io.bellhop.confirmation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @Test
    void lineBreaksAndControlCharactersBecomeOneBlank() {
        assertThat(PlainText.line(" Chez\r\nBcc: x\u0000y\u2028z ")).isEqualTo("Chez Bcc: x y z");
    }

    @Test
    void whatTurnsTheWritingDirectionGoes() {
        assertThat(PlainText.line("a\u202Eb")).isEqualTo("a b");
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        assertThat(PlainText.line("🍷".repeat(200))).isEqualTo("🍷".repeat(120) + "…");
    }

    @Test
    void nothingIsNull() {
        assertThat(PlainText.line(null)).isNull();
        assertThat(PlainText.line(" \n ")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zoë O’Brien-Müller", "J. R. Ewing", "محمد", "山田 太郎", "Dr. Test"})
    void namesStay(String name) {
        assertThat(PlainText.name(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Win at https://example.com", "www.example.com", "see example.com/win", "a@example.com", "<b>"})
    void whatLeadsSomewhereIsNoName(String name) {
        assertThat(PlainText.name(name)).isNull();
    }
}
