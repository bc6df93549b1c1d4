package io.bellhop.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String WHOLE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void isWrittenAsItWasRead() {
        assertThat(TraceParent.of(Span.fromContext(TraceParent.context(WHOLE)))).isEqualTo(WHOLE);
    }

    @Test
    void ofASpanThatIsNotRecordedThereIsNone() {
        String unsampled = WHOLE.replaceAll("01$", "00");

        assertThat(TraceParent.of(Span.fromContext(TraceParent.context(unsampled))))
                .isNull();
        assertThat(TraceParent.of(Span.getInvalid())).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"
            })
    void whatIsNoneLeadsToNoTrace(String text) {
        assertThat(TraceParent.context(text)).isEqualTo(Context.root());
    }

    @Test
    void aLineOfTheLogHasTheTracesId() {
        assertThat(TraceParent.field(WHOLE)).isEqualTo(" trace_id=4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(TraceParent.field(null)).isEmpty();
    }
}
