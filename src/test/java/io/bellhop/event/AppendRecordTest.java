package io.bellhop.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.event.Backlog.Waiting;
import io.bellhop.telemetry.TraceParent;
import io.bellhop.telemetry.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AppendRecordTest {

    private static final int BATCHES = 50;
    private static final int REQUESTS = 4;

    private final Traces traces = new Traces(0.2);
    private final AppendRecord record =
            new AppendRecord(new AppendMetrics(new SimpleMeterRegistry()), traces.tracing());

    @Test
    void ofAShareOfTheTracesEachLeadsToItsBatchAndNoLinkToNowhere() {
        int withTrace = 0;
        for (int i = 0; i < BATCHES; i++) {
            withTrace += append() ? 1 : 0;
        }

        Set<String> recorded = new HashSet<>();
        traces.named("webhook").forEach(span -> recorded.add(span.getTraceId()));
        List<SpanData> batches = traces.named("append.batch");
        Set<String> ids = new HashSet<>();
        batches.forEach(span -> ids.add(span.getSpanId()));
        assertThat(withTrace).isBetween(1, BATCHES - 1);
        assertThat(batches).hasSize(withTrace).allSatisfy(span -> {
            assertThat(recorded).contains(span.getTraceId());
            assertThat(span.getLinks())
                    .allSatisfy(link ->
                            assertThat(recorded).contains(link.getSpanContext().getTraceId()));
        });
        assertThat(traces.named("append"))
                .isNotEmpty()
                .allSatisfy(span -> assertThat(span.getLinks())
                        .singleElement()
                        .satisfies(link ->
                                assertThat(ids).contains(link.getSpanContext().getSpanId())));
    }

    @Test
    void requestsWithoutAnEventAreNoFault() {
        record.statement(List.of(), 0).committed(List.of(), List.of());

        assertThat(traces.named("append.batch")).isEmpty();
    }

    /** @return whether any of the requests is traced */
    private boolean append() {
        List<Waiting> batch = new ArrayList<>();
        boolean traced = false;
        for (int i = 0; i < REQUESTS; i++) {
            Span webhook = traces.tracing().served("webhook", null);
            String parent = TraceParent.of(webhook);
            traced |= parent != null;
            batch.add(new Waiting(List.of(), 0, 0, null, record.begin(parent)));
            webhook.end();
        }
        record.statement(batch, REQUESTS).failed();
        batch.forEach(waiting -> waiting.trace().span().end());
        return traced;
    }
}
