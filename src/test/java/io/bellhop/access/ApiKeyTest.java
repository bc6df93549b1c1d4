package io.bellhop.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ApiKeyTest {

    @Test
    void isSafeInAUrl() {
        assertThat(ApiKey.random().value()).matches("bhk_[A-Za-z0-9_-]{43}");
    }

    @Test
    void neverComesTwice() {
        assertThat(Stream.generate(ApiKey::random).limit(1000).map(ApiKey::value))
                .doesNotHaveDuplicates();
    }

    @Test
    void isStoredAsItsSha256() {
        // printf bhk_example-key | sha256sum
        assertThat(HexFormat.of().formatHex(new ApiKey("bhk_example-key").hash()))
                .isEqualTo("6fc47597784d3c255559a0a8d52b81a055e3c2abcba4b6ddd14cee748db6df2a");
    }

    @Test
    void printsNothingOfItself() {
        assertThat(new ApiKey("bhk_example-key")).hasToString("ApiKey[redacted]");
    }
}
