package io.bellhop.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.change.Told;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RetellingTest {

    @Test
    void tellsWhatThePayloadHasAndNothingElse() {
        Told told = Retelling.of(payload("{\"name\":\"Ines\",\"size\":\"many\",\"note\":null}"))
                .tell("name", "name", Payload::text)
                .tell("size", "size", Payload::count)
                .tell("note", "note", Payload::note)
                .tell("other", "other", Payload::text)
                .done();

        assertThat(told)
                .isEqualTo(Told.tell()
                        .that("name", "Ines")
                        .that("size", null)
                        .that("note", null)
                        .done());
    }

    @Test
    void tellsASumOfCountsThatAreAllThere() {
        assertThat(sum("{\"a\":1,\"b\":2}"))
                .isEqualTo(Told.tell().that("sum", 3).done());
        assertThat(sum("{\"a\":1,\"b\":null}"))
                .isEqualTo(Told.tell().that("sum", null).done());
        assertThat(sum("{\"a\":1,\"b\":-2}"))
                .isEqualTo(Told.tell().that("sum", null).done());
        assertThat(sum("{\"a\":2147483647,\"b\":1}"))
                .isEqualTo(Told.tell().that("sum", null).done());
        assertThat(sum("{\"a\":1}")).isEqualTo(Told.nothing());
    }

    @Test
    void tellsOfSeveralObjects() {
        Payload payload = payload("{\"a\":1,\"inner\":{\"a\":2}}");

        Told told = Retelling.of(payload)
                .tell("outer", "a", Payload::whole)
                .thenOf(payload.at("inner"))
                .tell("inner", "a", Payload::whole)
                .thenOf(payload.at("none"))
                .tell("none", "a", Payload::whole)
                .done();

        assertThat(told).isEqualTo(Told.tell().that("outer", 1).that("inner", 2).done());
    }

    private static Told sum(String json) {
        return Retelling.of(payload(json)).tellSum("sum", "a", "b").done();
    }

    private static Payload payload(String json) {
        return new Payload(Fixtures.json(json.getBytes(StandardCharsets.UTF_8)));
    }
}
