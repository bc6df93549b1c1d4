package io.bellhop.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.provider.SourceSettings;
import io.bellhop.webhook.Fields;
import io.bellhop.webhook.RawBody;
import io.bellhop.webhook.WebhookRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static Admission admission(Map<String, String> settings) {
        return Admission.of(new SourceSettings(settings));
    }

    private static WebhookRequest from(String... names) {
        return new WebhookRequest(
                "resto",
                List.of(),
                Fields.none(),
                Fields.none(),
                new RawBody(new byte[0]),
                Instant.EPOCH,
                Set.of(names));
    }

    @Test
    void withoutTheSettingWhoeverComesIsAdmitted() {
        Admission admission = admission(Map.of());

        assertThat(admission.asksForCertificate()).isFalse();
        assertThat(admission.admits(from())).isTrue();
        assertThat(admission.admits(from("anybody.example.test"))).isTrue();
    }

    @Test
    void withItOnlyWhoHasTheNameAmongOthersInWhateverCase() {
        Admission admission = admission(Map.of("client-certificate", " Sender.Example.test "));

        assertThat(admission.asksForCertificate()).isTrue();
        assertThat(admission.admits(from("sender.example.test"))).isTrue();
        assertThat(admission.admits(from("other.example.test", "sender.example.test")))
                .isTrue();
        assertThat(admission.admits(from("other.example.test"))).isFalse();
        assertThat(admission.admits(from("a.sender.example.test"))).isFalse();
        assertThat(admission.admits(from())).isFalse();
    }

    @Test
    void anEmptyNameIsNoName() {
        assertThatThrownBy(() -> admission(Map.of("client-certificate", " ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("client-certificate is empty");
    }
}
