package io.bellhop;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.settings.Mappings;
import org.junit.jupiter.api.Test;

class SettingsCheckTest {

    /** One that it does not know would have its settings refused as unknown, and in a native image its ranges not checked. */
    @Test
    void knowsEveryInterfaceThatHoldsSettings() {
        assertThat(SettingsCheck.mappings()).containsExactlyInAnyOrderElementsOf(Mappings.ALL);
    }
}
