package io.bellhop.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    @Test
    void isItsPartsJoined() {
        assertThat(IdempotencyKey.of("channex", "message", "7368cb22").value()).isEqualTo("channex|message|7368cb22");
    }

    @Test
    void aMissingPartIsEmpty() {
        assertThat(IdempotencyKey.of("a", null, "b").value()).isEqualTo("a||b");
        assertThat(IdempotencyKey.of("a", null).value()).isEqualTo("a|");
        assertThat(IdempotencyKey.of(null, "a").value()).isEqualTo("|a");
    }

    @Test
    void staysReadableUpToTwoHundredCharacters() {
        assertThat(new IdempotencyKey("a".repeat(200)).value()).isEqualTo("a".repeat(200));
        // SHA-256 of 201 times "a" in big-endian UTF-16
        assertThat(new IdempotencyKey("a".repeat(201)).value())
                .isEqualTo("sha256:e9bd4c0ef334a7a492ef7a98202f0e69c6afea3592f9b6f5ab4d66ffbd00b246");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zoë", "a\0b", "a\nb", "a\u007fb", "\ud800", "a\tb", "日本"})
    void isHashedUnlessPrintable(String value) {
        assertThat(new IdempotencyKey(value).value()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void isHashedAsUtf16() {
        assertThat(new IdempotencyKey("Zoë").value())
                .isEqualTo("sha256:bfafa61bff94432e7cdd2fbd45166d7d350fec1e323c328bdfe355a183123f57");
    }

    @Test
    void differentOnesStayDifferent() {
        List<String> alike = List.of(
                "\ud800",
                "\ud801",
                "\udc00",
                "\ud800\udc00",
                "\udc00\ud800",
                "?",
                "??",
                "\ufffd",
                "\0",
                "\1",
                "a\0",
                "a",
                "a ",
                "a\r",
                "a\n",
                "é",
                "e\u0301",
                "a".repeat(201),
                "a".repeat(202),
                "a".repeat(200) + "b");

        assertThat(alike.stream().map(IdempotencyKey::new)).doesNotHaveDuplicates();
    }

    @Test
    void anyTextBecomesAKeyOfItsOwn() {
        Random random = new Random(20260601);
        Set<String> texts = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(6); length >= 0; length--) {
                text.append((char) random.nextInt(0x10000));
            }
            texts.add(text.toString());
            keys.add(new IdempotencyKey(text.toString()).value());
        }

        assertThat(keys.size()).isEqualTo(texts.size());
        assertThat(keys).allMatch(key -> key.matches("[ -~]{1,200}"));
    }
}
