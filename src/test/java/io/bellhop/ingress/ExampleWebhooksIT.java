package io.bellhop.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.Api;
import io.bellhop.ProviderFixtures;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of every contract, over HTTP and back. */
@QuarkusTest
class ExampleWebhooksIT {

    static Stream<Path> examples() {
        return Stream.of("roomz", "sevenrooms", "channex", "guestapi")
                .flatMap(provider -> ProviderFixtures.examples(provider).stream());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isKeptByteForByteAndTheSecondTimeIsADuplicate(Path example) {
        Webhook webhook = Webhook.toNewSource(providerOf(example));
        byte[] body = ProviderFixtures.read(example);

        ValidatableResponse first = send(webhook, example, body);
        ValidatableResponse second = send(webhook, example, body);

        String id = onlyEvent(first, false);
        assertThat(onlyEvent(second, true)).isEqualTo(id);
        assertThat(Api.asAdmin().get("/api/v1/events/" + id + "/body").asByteArray())
                .isEqualTo(body);
        assertThat(Api.asAdmin().get("/api/v1/events/" + id).<String>path("type"))
                .isNotIn("unreadable", "unknown", null);
    }

    private static String providerOf(Path example) {
        return example.getParent().getParent().getFileName().toString();
    }

    private static ValidatableResponse send(Webhook webhook, Path example, byte[] body) {
        return switch (providerOf(example)) {
            case "roomz" -> webhook.roomz(body);
            case "sevenrooms" -> webhook.sevenrooms(body);
            case "channex" -> webhook.channex(body);
            // reservations.Update.pair.json comes with UpdateType: Update
            default -> webhook.guestapi(body, example.getFileName().toString().split("\\.")[1]);
        };
    }

    private static String onlyEvent(ValidatableResponse answer, boolean duplicate) {
        answer.statusCode(202);
        assertThat(answer.extract().<List<Boolean>>path("events.duplicate")).containsExactly(duplicate);
        return answer.extract().path("events[0].id");
    }
}
