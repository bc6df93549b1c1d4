package io.bellhop.processing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.Api;
import io.bellhop.ingress.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Dead letters by the dozen. */
@QuarkusTest
class ManyDeadLettersIT {

    @Test
    void thoseOfOneSourceAreProcessedAgainByOneCall() {
        Webhook mended = Webhook.toNewSource("sevenrooms");
        Webhook other = Webhook.toNewSource("sevenrooms");
        for (int i = 0; i < 5; i++) {
            mergeWithoutIds(mended, i);
        }
        mergeWithoutIds(other, 0);
        Database.awaitProcessed();
        Api.putSource(mended.source(), "{\"provider\":\"roomz\"}");
        Database.execute("update event set type = 'unknown' where source = '" + mended.source() + "'");

        int accepted = Api.asAdmin()
                .queryParam("state", "dead")
                .queryParam("source", mended.source())
                .post("/api/v1/events/process")
                .then()
                .statusCode(202)
                .extract()
                .path("accepted");
        Database.awaitProcessed();

        assertThat(accepted).isEqualTo(5);
        assertThat(Rows.all("events", "source", mended.source(), "state", "processed"))
                .hasSize(5);
        assertThat(Rows.all("events", "source", other.source(), "state", "dead"))
                .hasSize(1);
    }

    @Test
    void theStateHasToBeSaid() {
        Api.asAdmin().post("/api/v1/events/process").then().statusCode(400);
    }

    @Test
    void aMergeOfMoreGuestsThanAnybodyHasIsSetAside() {
        Webhook webhook = Webhook.toNewSource("sevenrooms");
        String ids = String.join(
                ",", IntStream.range(0, 20_000).mapToObj(n -> "\"c" + n + "\"").toList());

        webhook.sevenrooms(("{\"id\":\"m\",\"event\":\"guest.merged\",\"data\":{\"surviving_guest_id\":\"s\","
                                + "\"merged_guest_ids\":[" + ids + "]}}")
                        .getBytes(UTF_8))
                .statusCode(202);
        Database.awaitProcessed();

        assertThat(Rows.only("events", "source", webhook.source())
                        .get("failure")
                        .textValue())
                .isEqualTo("a merge of more than 100 guests");
    }

    private static void mergeWithoutIds(Webhook webhook, int number) {
        webhook.sevenrooms(("{\"id\":\"m" + number + "\",\"event\":\"guest.merged\",\"data\":{}}").getBytes(UTF_8))
                .statusCode(202);
    }
}
