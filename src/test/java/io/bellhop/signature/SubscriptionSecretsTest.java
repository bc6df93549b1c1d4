package io.bellhop.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionSecretsTest {

    private static final Instant NOW = Instant.parse("2026-05-04T08:22:32Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void aRandomOneCanBeReadAndIsNeverTheSame() {
        SigningSecret random = SubscriptionSecrets.random();

        assertThat(SubscriptionSecrets.parse(random.reveal())).isEqualTo(random);
        assertThat(SubscriptionSecrets.key(random)).hasSize(32);
        assertThat(SubscriptionSecrets.random()).isNotEqualTo(random);
    }

    @Test
    void hasTwentyFourToSixtyFourBytes() {
        assertThat(SubscriptionSecrets.key(SubscriptionSecrets.parse(secret(24))))
                .hasSize(24);
        assertThat(SubscriptionSecrets.key(SubscriptionSecrets.parse(secret(64))))
                .hasSize(64);
        IntStream.of(0, 23, 65)
                .mapToObj(SubscriptionSecretsTest::secret)
                .forEach(
                        text -> assertThatIllegalArgumentException().isThrownBy(() -> SubscriptionSecrets.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "whsec_",
                "example-not-a-real-secret-but-long",
                "WHSEC_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz",
                "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz!",
                "whsec_-_EyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz"
            })
    void refusesWhatIsNoneWithoutSayingWhatItWas(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubscriptionSecrets.parse(text))
                .withMessageNotContaining("MDEy")
                .withMessageNotContaining("example-not");
    }

    @Test
    void theOldOneIsValidUntilItsTimeIsOver() {
        SigningSecret first = SubscriptionSecrets.random();
        SigningSecret second = SubscriptionSecrets.random();

        SubscriptionSecrets both = SubscriptionSecrets.of(first).rotate(second, NOW, NOW.plus(DAY));

        assertThat(both.valid(NOW)).containsExactly(second, first);
        assertThat(both.valid(NOW.plus(DAY).minusMillis(1))).containsExactly(second, first);
        assertThat(both.valid(NOW.plus(DAY))).containsExactly(second);
    }

    @Test
    void anotherRotationDoesNotLengthenTheTimeOfAnOldOne() {
        SigningSecret first = SubscriptionSecrets.random();
        SubscriptionSecrets secrets =
                SubscriptionSecrets.of(first).rotate(SubscriptionSecrets.random(), NOW, NOW.plus(DAY));

        SubscriptionSecrets again = secrets.rotate(
                SubscriptionSecrets.random(),
                NOW.plusSeconds(60),
                NOW.plusSeconds(60).plus(DAY));

        assertThat(again.valid(NOW.plusSeconds(60))).hasSize(3).contains(first);
        assertThat(again.valid(NOW.plus(DAY))).hasSize(2).doesNotContain(first);
    }

    @Test
    void neverSignsWithMoreThanThree() {
        SigningSecret first = SubscriptionSecrets.random();
        SubscriptionSecrets secrets = SubscriptionSecrets.of(first);

        for (int i = 0; i < 5; i++) {
            secrets = secrets.rotate(SubscriptionSecrets.random(), NOW, NOW.plus(DAY));
        }

        assertThat(secrets.valid(NOW)).hasSize(3).doesNotContain(first);
    }

    @Test
    void printsNone() {
        SigningSecret secret = SubscriptionSecrets.random();

        assertThat(SubscriptionSecrets.of(secret).toString()).doesNotContain(secret.reveal());
    }

    private static String secret(int bytes) {
        return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
    }
}
