package io.bellhop.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String ANOTHER_KEY = "//79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA=";

    private final SecretBox box = new SecretBox(KEY);
    private final byte[] plain = "whsec-example".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 1000, 100_000})
    void opensWhatItSealed(int sizeBytes) {
        byte[] bytes = new byte[sizeBytes];
        Arrays.fill(bytes, (byte) 7);

        assertThat(box.open(box.seal(bytes, "source/roomz"), "source/roomz")).isEqualTo(bytes);
    }

    @Test
    void opensWhatAnotherBoxOfTheSameKeySealed() {
        byte[] sealed = new SecretBox(" " + KEY + "\n").seal(plain, "source/roomz");

        assertThat(box.open(sealed, "source/roomz")).isEqualTo(plain);
    }

    @Test
    void opensWhatWasSealedOutsideOurCode() {
        byte[] sealed = Base64.getDecoder().decode("AWMNzSlkZWZnaGlqa2xtbm8/c60DGsQz5l8PL4S/pReojHEOtl3Y06TIJVzSdA==");

        assertThat(box.open(sealed, "source/roomz")).isEqualTo(plain);
    }

    @Test
    void doesNotShowWhatIsInside() {
        byte[] sealed = box.seal(plain, "source/roomz");

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("whsec");
        assertThat(box).hasToString("SecretBox[redacted]");
    }

    @Test
    void neverSealsTwiceTheSameWay() {
        assertThat(box.seal(plain, "source/roomz")).isNotEqualTo(box.seal(plain, "source/roomz"));
    }

    @Test
    void saysThatAnotherKeySealedIt() {
        byte[] sealed = new SecretBox(ANOTHER_KEY).seal(plain, "source/roomz");

        assertThatThrownBy(() -> box.open(sealed, "source/roomz"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bellhop.encryption.key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "source/channex", "source/roomz2", "source/room"})
    void doesNotOpenInAnotherContext(String context) {
        byte[] sealed = box.seal(plain, "source/roomz");

        assertThatThrownBy(() -> box.open(sealed, context)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotOpenWithAnyByteChanged() {
        byte[] sealed = box.seal(plain, "source/roomz");

        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> box.open(changed, "source/roomz"))
                    .as("byte %d", i)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void doesNotOpenCutShortOrWithMoreBehindIt() {
        byte[] sealed = box.seal(plain, "source/roomz");

        for (int length = 0; length <= sealed.length + 2; length++) {
            byte[] resized = Arrays.copyOf(sealed, length);
            if (length != sealed.length) {
                assertThatThrownBy(() -> box.open(resized, "source/roomz"))
                        .as("%d bytes", length)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64!", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8-"})
    void saysThatAKeyIsNoBase64(String key) {
        assertThatThrownBy(() -> new SecretBox(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bellhop.encryption.key is not base64");
    }

    @Test
    void saysHowLongAKeyIs() {
        assertThatThrownBy(() -> new SecretBox("c2hvcnQ="))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("bellhop.encryption.key", "5 bytes", "not 32", "openssl rand -base64 32")
                .message()
                .doesNotContain("c2hvcnQ");
        assertThatThrownBy(() -> new SecretBox("")).hasMessageContaining("0 bytes");
    }
}
