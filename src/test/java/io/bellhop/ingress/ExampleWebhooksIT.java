package io.bellhop.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.Api;
import io.bellhop.provider.Fixtures;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of every contract, over HTTP and back. */
@QuarkusTest
class ExampleWebhooksIT {

    static Stream<Arguments> examples() {
        return Stream.of("roomz", "sevenrooms", "channex", "guestapi")
                .flatMap(provider ->
                        Fixtures.of(provider).examples().stream().map(example -> Arguments.of(provider, example)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isKeptByteForByteAndTheSecondTimeIsADuplicate(String provider, String example) {
        Webhook webhook = Webhook.toNewSource(provider);
        byte[] body = Fixtures.of(provider).body(example).bytes();

        ValidatableResponse first = send(webhook, provider, example, body);
        ValidatableResponse second = send(webhook, provider, example, body);

        String id = onlyEvent(first, false);
        assertThat(onlyEvent(second, true)).isEqualTo(id);
        assertThat(Api.asAdmin().get("/api/v1/events/" + id + "/body").asByteArray())
                .isEqualTo(body);
        assertThat(Api.asAdmin().get("/api/v1/events/" + id).<String>path("type"))
                .isNotIn("unreadable", "unknown", null);
    }

    private static ValidatableResponse send(Webhook webhook, String provider, String example, byte[] body) {
        return switch (provider) {
            case "roomz" -> webhook.roomz(body);
            case "sevenrooms" -> webhook.sevenrooms(body);
            case "channex" -> webhook.channex(body);
            // reservations.Update.pair.json comes with UpdateType: Update
            default -> webhook.guestapi(body, example.split("\\.")[1]);
        };
    }

    private static String onlyEvent(ValidatableResponse answer, boolean duplicate) {
        answer.statusCode(202);
        assertThat(answer.extract().<List<Boolean>>path("events.duplicate")).containsExactly(duplicate);
        return answer.extract().path("events[0].id");
    }
}
