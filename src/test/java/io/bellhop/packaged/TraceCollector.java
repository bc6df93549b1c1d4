package io.bellhop.packaged;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Takes spans as a collector of OpenTelemetry does: OTLP over HTTP, in protobuf. */
final class TraceCollector implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server = vertx.createHttpServer();
    private final List<Collected> spans = new CopyOnWriteArrayList<>();

    /** @param parent empty for none @param links the traces that it is linked with @param whole all that was sent of it */
    record Collected(
            String name,
            String kind,
            String trace,
            String id,
            String parent,
            List<String> links,
            Map<String, String> attributes,
            String whole) {}

    TraceCollector() {
        await(server.requestHandler(request -> request.bodyHandler(body -> take(request, body)))
                .listen(0, "127.0.0.1"));
    }

    private void take(HttpServerRequest request, Buffer body) {
        try {
            ExportTraceServiceRequest.parseFrom(body.getBytes()).getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream())
                    .map(TraceCollector::collected)
                    .forEach(spans::add);
            request.response()
                    .putHeader("content-type", "application/x-protobuf")
                    .end();
        } catch (InvalidProtocolBufferException e) {
            request.response().setStatusCode(400).end();
        }
    }

    private static Collected collected(Span span) {
        return new Collected(
                span.getName(),
                span.getKind().name().replace("SPAN_KIND_", ""),
                hex(span.getTraceId().toByteArray()),
                hex(span.getSpanId().toByteArray()),
                hex(span.getParentSpanId().toByteArray()),
                span.getLinksList().stream()
                        .map(link -> hex(link.getTraceId().toByteArray()))
                        .toList(),
                span.getAttributesList().stream()
                        .collect(Collectors.toMap(KeyValue::getKey, attribute -> value(attribute), (a, b) -> b)),
                span.toString());
    }

    private static String value(KeyValue attribute) {
        return attribute.getValue().hasIntValue()
                ? Long.toString(attribute.getValue().getIntValue())
                : attribute.getValue().getStringValue();
    }

    private static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    List<Collected> spans() {
        return List.copyOf(spans);
    }

    List<Collected> named(String name) {
        return spans.stream().filter(span -> span.name().equals(name)).toList();
    }

    private static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
