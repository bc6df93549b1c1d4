package io.bellhop.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningSecretTest {

    @Test
    void printsNothingOfItself() {
        SigningSecret secret = new SigningSecret("whsec-example");

        assertThat(secret).hasToString("SigningSecret[redacted]");
        assertThat(List.of(secret)).hasToString("[SigningSecret[redacted]]");
    }

    @Test
    void isRevealedAsItWasGiven() {
        assertThat(new SigningSecret(" whsec-ü ").reveal()).isEqualTo(" whsec-ü ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void isNotBlank(String value) {
        assertThatThrownBy(() -> new SigningSecret(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void equalsOneOfTheSameText() {
        assertThat(new SigningSecret("a")).isEqualTo(new SigningSecret("a")).hasSameHashCodeAs(new SigningSecret("a"));
        assertThat(new SigningSecret("a")).isNotEqualTo(new SigningSecret("b"));
    }

    @Test
    void aRandomOneIsLongNewEachTimeAndGoodForAnAddress() {
        String one = SigningSecret.random().reveal();

        assertThat(one)
                .matches("[A-Za-z0-9_-]{43}")
                .isNotEqualTo(SigningSecret.random().reveal());
    }
}
