package io.bellhop.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.bellhop.Api;
import io.bellhop.ingress.Webhook;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a guest finds in the mail. */
@Tag("black-box")
@QuarkusIntegrationTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.MATCHING_RESOURCES)
class MailsIT {

    private static final String SETTINGS = "{\"venue-zone\":\"Europe/Zurich\",\"currency\":\"EUR\"}";

    Surroundings surroundings;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | Dear Zoe, | Saturday, 20 June 2099 | 7:30 PM (Central European Summer Time) | €12,345.50",
                "fr | Bonjour Zoe, | samedi 20 juin 2099 | 19:30 (heure d’été d’Europe centrale) | 12 345,50 €",
                "de | Guten Tag Zoe, | Samstag, 20. Juni 2099 | 19:30 (Mitteleuropäische Sommerzeit) | 12.345,50 €",
                "es | Hola, Zoe: | sábado, 20 de junio de 2099 | 19:30 (hora de verano de Europa central) | 12.345,50 €"
            })
    void aReservationIsConfirmedInTheGuestsLanguageWithACalendarEntry(
            String language, String greeting, String date, String time, String total) throws Exception {
        String email = UUID.randomUUID() + "@example.com";
        Webhook webhook = Webhook.toNewSource("sevenrooms", SETTINGS);

        webhook.sevenrooms(guest(email, language)).statusCode(202);
        Events.awaitProcessed(webhook.source());
        webhook.sevenrooms(booking(email)).statusCode(202);
        MimeMessage mail = Awaitility.await()
                .atMost(Events.PATIENCE)
                .until(() -> to(email), Optional::isPresent)
                .orElseThrow();

        MimeMultipart whole = (MimeMultipart) mail.getContent();
        MimeMultipart said = (MimeMultipart) whole.getBodyPart(0).getContent();
        assertThat(plainSpaces(said.getBodyPart(0).getContent().toString())).contains(greeting, date, time, total);
        assertThat(said.getBodyPart(1).getContent().toString()).contains("lang=\"" + language + "\"");
        assertThat(new String(whole.getBodyPart(1).getInputStream().readAllBytes(), UTF_8))
                .contains("METHOD:PUBLISH", "DTSTART:20990620T173000Z");
        looksTheSameInThePreview(greeting);
    }

    /** Which of its spaces do not break a line changes from one Java version to the next. */
    private static String plainSpaces(String text) {
        return text.replaceAll("[\\u00A0\\u202F]", " ");
    }

    @Test
    void oneThatFailedIsSentAgain() {
        // The gateway keeps it as it is told; to the mail client it is no address.
        String email = "<" + UUID.randomUUID() + "@example.com";
        Webhook webhook = Webhook.toNewSource("sevenrooms", SETTINGS);
        webhook.sevenrooms(booking(email)).statusCode(202);
        String reservation = first("/api/v1/reservations?source=" + webhook.source());
        String failed = first("/api/v1/confirmations?state=failed&reservation=" + reservation);

        Api.asAdmin()
                .post("/api/v1/confirmations/" + failed + "/send")
                .then()
                .statusCode(202)
                .body("id", is(failed));

        Awaitility.await()
                .atMost(Events.PATIENCE)
                .until(() -> "failed"
                        .equals(Api.asAdmin()
                                .get("/api/v1/confirmations/" + failed)
                                .path("state")));
    }

    /** @return the id of the first that is there */
    private static String first(String list) {
        return Awaitility.await()
                .atMost(Events.PATIENCE)
                .until(() -> Api.asAdmin().get(list).path("items[0].id"), found -> found != null);
    }

    private static byte[] guest(String email, String language) {
        return """
                {"id":"%1$s-1","event":"guest.created","created_at":"2026-06-01T09:00:00Z","venue_id":"v1","data":{"guest":
                {"id":"%1$s","first_name":"Zoe","email":"%1$s","preferred_language_code":"%2$s",
                "updated":"2026-06-01T09:00:00"}}}""".formatted(email, language).getBytes(UTF_8);
    }

    private static byte[] booking(String email) {
        return """
                {"id":"%1$s-2","event":"reservation.created","created_at":"2026-06-01T09:01:00Z","venue_id":"v1","data":{
                "reservation":{"id":"%1$s","client_id":"%1$s","time_slot_iso":"2099-06-20 19:30:00","max_guests":2,"total_payment":12345.5,
                "status":"CONFIRMED","first_name":"Zoe","email":"%1$s","updated":"2026-06-01T09:01:00"}}}""".formatted(email).getBytes(UTF_8);
    }

    private Optional<MimeMessage> to(String email) {
        return Arrays.stream(surroundings.mails().getReceivedMessages())
                .filter(mail -> isTo(mail, email))
                .findFirst();
    }

    private static boolean isTo(MimeMessage mail, String email) {
        try {
            return mail.getAllRecipients()[0].toString().equals(email);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the confirmations, the newest is this one's. */
    private static void looksTheSameInThePreview(String greeting) {
        String id = first("/api/v1/confirmations?state=sent&limit=1");
        String path = "/api/v1/confirmations/" + id;
        Api.asAdmin().get(path).then().statusCode(200).body("state", is("sent")).body("kind", is("confirmation"));
        Api.asAdmin().get(path + "/mail.txt").then().statusCode(200).body(containsString(greeting));
        Api.asAdmin().get(path + "/mail.html").then().statusCode(200).body(containsString("html"));
        Api.asAdmin().get(path + "/invite.ics").then().statusCode(200).body(containsString("BEGIN:VCALENDAR"));
        Api.asAdmin().post(path + "/send").then().statusCode(409);
    }
}
