package io.bellhop.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PhoneRegionTest {

    @Test
    void isACountryThatHasNumbers() {
        PhoneRegion region = region("gb");

        region.start(null);

        assertThat(region.code()).isEqualTo("GB");
        assertThat(region(null).code()).isNull();
    }

    @Test
    void whatNoCountryIsCalledStopsTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> region("UK").start(null))
                .withMessage("bellhop.guest.phone-region is \"UK\", but is a country such as US or GB");
    }

    private static PhoneRegion region(String text) {
        return new PhoneRegion(() -> Optional.ofNullable(text));
    }
}
