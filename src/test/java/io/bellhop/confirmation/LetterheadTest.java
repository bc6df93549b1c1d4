package io.bellhop.confirmation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterheadTest {

    @Test
    void withoutAnAddressThereIsNone() {
        assertThat(new Letterhead(Settings.of()).isSet()).isFalse();
        assertThat(new Letterhead(Settings.of("from", "")).isSet()).isFalse();
    }

    @Test
    void anAddressMayHaveAName() {
        Letterhead letterhead = new Letterhead(Settings.of("from", "Example Bookings <bookings@mail.example.com>"));

        assertThat(letterhead.from()).isEqualTo("Example Bookings <bookings@mail.example.com>");
        assertThat(letterhead.address()).isEqualTo("bookings@mail.example.com");
        assertThat(letterhead.messageId(new UUID(1, 2)))
                .isEqualTo("<00000000-0000-0001-0000-000000000002@mail.example.com>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bookings", "@example.com", "a@example.com\r\nBcc: b@example.com", "a@example.com, b@example.com"
            })
    void whatIsNoAddressStopsTheStart(String address) {
        assertThatThrownBy(() -> new Letterhead(Settings.of("from", address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("bellhop.confirmation.from is ");
        assertThatThrownBy(() -> new Letterhead(Settings.of("reply-to", address)))
                .hasMessageStartingWith("bellhop.confirmation.reply-to is ");
    }
}
