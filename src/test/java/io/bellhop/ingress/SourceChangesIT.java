package io.bellhop.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SourceChangesIT {

    @Test
    void secretsThatAreAddedAtOnceAreAllKept() throws Exception {
        String source = "roomz-" + UUID.randomUUID();
        Api.putSource(source, "{\"provider\":\"roomz\"}", "first");
        List<Callable<Integer>> calls = Stream.of("second", "third", "fourth", "fifth")
                .map(secret -> (Callable<Integer>) () -> Api.asAdmin()
                        .contentType("application/json")
                        .body(Map.of("secret", secret))
                        .post("/api/v1/sources/" + source + "/secrets")
                        .statusCode())
                .toList();

        ExecutorService callers = Executors.newFixedThreadPool(calls.size());
        try {
            for (var answer : callers.invokeAll(calls)) {
                assertThat(answer.get()).isEqualTo(201);
            }
        } finally {
            callers.shutdown();
        }

        assertThat(Api.asAdmin().get("/api/v1/sources/" + source).<Integer>path("secret_count"))
                .isEqualTo(5);
    }
}
