package io.bellhop.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {

    @Test
    void isShownAsItsPrefixAndItsDigits() {
        EventId id = new EventId(UUID.fromString("019ea9ad-cc00-7000-8000-00000000abcd"));

        assertThat(id).hasToString("evt_019ea9adcc007000800000000000abcd");
        assertThat(EventId.parse("evt_019ea9adcc007000800000000000abcd")).isEqualTo(id);
    }

    @Test
    void anyIdIsReadAsItIsShown() {
        Random random = new Random(20260601);
        for (int i = 0; i < 1000; i++) {
            EventId id = new EventId(new UUID(random.nextLong(), random.nextLong()));
            assertThat(EventId.parse(id.toString())).isEqualTo(id);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evt_",
                "019ea9adcc007000800000000000abcd",
                "dlv_019ea9adcc007000800000000000abcd",
                "EVT_019ea9adcc007000800000000000abcd",
                "evt_019EA9ADCC007000800000000000ABCD",
                "evt_019ea9adcc007000800000000000abc",
                "evt_019ea9adcc007000800000000000abcde",
                "evt_019ea9ad-cc00-7000-8000-00000000abcd",
                "evt_019ea9adcc007000800000000000abcg",
                "evt_+19ea9adcc007000800000000000abcd",
                "evt_019ea9adcc007000800000000000abc٣",
                " evt_019ea9adcc007000800000000000abcd",
                "evt_019ea9adcc007000800000000000abcd\n"
            })
    void anythingElseIsNoId(String text) {
        assertThatThrownBy(() -> EventId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an id is evt_ and 32 hexadecimal digits");
    }

    @Test
    void otherIdsHaveTheirOwnPrefix() {
        UUID id = UUID.fromString("019ea9ad-cc00-7000-8000-00000000abcd");

        assertThat(EventId.format("dlv_", id)).isEqualTo("dlv_019ea9adcc007000800000000000abcd");
        assertThat(EventId.parse("dlv_", "dlv_019ea9adcc007000800000000000abcd"))
                .isEqualTo(id);
    }
}
