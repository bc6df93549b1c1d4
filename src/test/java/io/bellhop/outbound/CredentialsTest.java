package io.bellhop.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    private static final Credentials CREDENTIALS = new Credentials(Map.of("client-id", "c-1", "client-secret", "s-1"));

    @Test
    void sayWhatIsWrongWithoutShowingThemselves() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CREDENTIALS.requireExactly(Set.of("api-key")))
                .withMessage("credentials have to be api-key; have client-id, client-secret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CREDENTIALS.requireExactly(Set.of()))
                .withMessage("this provider has no API that takes credentials");
        assertThat(CREDENTIALS).hasToString("Credentials[redacted]");
    }

    @Test
    void areNotBlank() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Credentials(Map.of("api-key", " ")))
                .withMessage("credential api-key is blank");
    }

    @Test
    void areThoseThatTheProviderTakes() {
        CREDENTIALS.requireExactly(Set.of("client-secret", "client-id"));

        assertThat(CREDENTIALS.reveal("client-id")).isEqualTo("c-1");
    }
}
