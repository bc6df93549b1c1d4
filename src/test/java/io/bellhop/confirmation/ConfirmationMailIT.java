package io.bellhop.confirmation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.SettableClock;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What guests read. */
@QuarkusTest
@WithTestResource(value = MailServer.class, scope = TestResourceScope.GLOBAL)
class ConfirmationMailIT {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    @Inject
    ConfirmationOutbox outbox;

    @Inject
    SettableClock clock;

    @Inject
    Pool pool;

    MailServer mails;

    @ParameterizedTest
    @CsvSource({
        "en, Your reservation is confirmed, 'Dear Ada Example,', Guests, 7:30 PM",
        "fr, Votre réservation est confirmée, 'Bonjour Ada Example,', Personnes, 19:30",
        "de-CH, Ihre Reservierung ist bestätigt, 'Guten Tag Ada Example,', Personen, 19:30",
        "es, Su reserva está confirmada, 'Hola, Ada Example:', Personas, 19:30",
        "it, Your reservation is confirmed, 'Dear Ada Example,', Guests, 7:30 PM",
        ", Your reservation is confirmed, 'Dear Ada Example,', Guests, 7:30 PM"
    })
    void aGuestIsWrittenToInTheirLanguage(String language, String heading, String greeting, String guests, String time)
            throws Exception {
        BookedRow booked = new BookedRow(pool).guest("language", language);

        Received mail = confirmation(booked);

        assertThat(mail.subject()).startsWith(heading + ": Trattoria Example, ");
        assertThat(mail.text()).contains(heading, greeting, guests + ": 4\n", time, "ABC123");
        assertThat(mail.html()).contains(heading, greeting, guests, time, "ABC123");
    }

    @Test
    void whatGoesOutSaysWhoItIsFromAndCanBeToldApart() throws Exception {
        BookedRow booked = new BookedRow(pool);

        MimeMessage message = confirmation(booked).message();

        assertThat(message.getFrom()[0].toString()).isEqualTo("Example Bookings <bookings@example.com>");
        assertThat(message.getHeader("Message-ID")).singleElement().asString().matches("<[0-9a-f-]{36}@example\\.com>");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void partyRoomsTablesAndTotalAreToldAndNotesAreNot() throws Exception {
        BookedRow booked = new BookedRow(pool)
                .reservation("party_size", 5)
                .reservation("adults", 3)
                .reservation("children", 2)
                .reservation("amount", new BigDecimal("1234.50"))
                .reservation("currency", "EUR")
                .reservation("notes", "allergic to nuts")
                .reservation("requests", "wheelchair")
                .reservationJson("tables", "[\"12\",\"14\"]")
                .reservationJson(
                        "rooms",
                        "[{\"room_type\":\"Double\"},{\"room_type\":\"Double\"},{\"room_type\":\"Suite\",\"canceled\":true}]");

        Received mail = confirmation(booked);

        assertThat(mail.text())
                .contains("Guests: 5 (adults: 3, children: 2)", "Table: 12, 14", "Rooms: 2 × Double\n", "€1,234.50")
                .doesNotContain("nuts", "wheelchair");
        assertThat(mail.html()).doesNotContain("nuts", "wheelchair");
    }

    @Test
    void theAttachedEntryIsAtTheRightInstantWhereverItIsRead() throws Exception {
        BookedRow booked = new BookedRow(pool);

        Received mail = confirmation(booked);

        VEvent event = mail.event();
        assertThat(mail.inviteType()).contains("text/calendar").contains("method=PUBLISH");
        assertThat(event.getRequiredProperty("DTSTART").getValue())
                .isEqualTo(DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
                        .format(booked.date
                                .atTime(LocalTime.of(19, 30))
                                .atZone(ZoneId.of("Europe/Madrid"))
                                .withZoneSameInstant(ZoneOffset.UTC)));
        assertThat(event.getRequiredProperty("UID").getValue()).isEqualTo(booked.reservation.toString());
        assertThat(event.getRequiredProperty("SUMMARY").getValue()).isEqualTo("Trattoria Example");
        assertThat(event.getRequiredProperty("SEQUENCE").getValue()).isEqualTo("0");
        assertThat(event.validate().hasErrors()).isFalse();
    }

    @Test
    void aChangeAndACancellationAreOfTheSameEntryWithGreaterNumbers() throws Exception {
        BookedRow booked = new BookedRow(pool);
        confirmation(booked);

        booked.reservation("party_size", 6).oweNow(outbox, booked.changed("party_size"));
        Received change = awaitMail(booked, 2);
        booked.reservation("status", "canceled").oweNow(outbox, booked.canceled());
        Received cancellation = awaitMail(booked, 3);

        assertThat(change.subject()).startsWith("Your reservation has changed");
        assertThat(change.text()).contains("Guests: 6\n");
        assertThat(change.event().getRequiredProperty("SEQUENCE").getValue()).isEqualTo("1");
        assertThat(cancellation.subject()).startsWith("Your reservation is canceled");
        assertThat(cancellation.inviteType()).contains("method=CANCEL");
        assertThat(cancellation.event().getRequiredProperty("SEQUENCE").getValue())
                .isEqualTo("2");
        assertThat(cancellation.event().getRequiredProperty("STATUS").getValue())
                .isEqualTo("CANCELLED");
        assertThat(cancellation.event().getRequiredProperty("UID").getValue()).isEqualTo(booked.reservation.toString());
    }

    @Test
    void aStayWithoutTimesIsOfWholeDays() throws Exception {
        LocalDate arrival = LocalDate.now(ZoneOffset.UTC).plusDays(10);
        BookedRow booked = new BookedRow(pool)
                .reservation("arrival_date", arrival)
                .reservation("arrival_time", null)
                .reservation("departure_date", arrival.plusDays(3));

        Received mail = confirmation(booked);

        assertThat(mail.text()).contains("Arrival: ", "Departure: ");
        DateTimeFormatter basic = DateTimeFormatter.BASIC_ISO_DATE;
        assertThat(mail.invite())
                .contains(
                        "DTSTART;VALUE=DATE:" + basic.format(arrival),
                        "DTEND;VALUE=DATE:" + basic.format(arrival.plusDays(3)));
    }

    @Test
    void withoutAZoneTheEntryFloats() throws Exception {
        BookedRow booked = new BookedRow(pool).venue("zone", null).reservation("zone", null);

        Received mail = confirmation(booked);

        assertThat(mail.invite())
                .contains("DTSTART:" + DateTimeFormatter.BASIC_ISO_DATE.format(booked.date) + "T193000\r\n");
        assertThat(mail.text()).contains("Time: 7:30 PM\n");
    }

    @Test
    void hostileNamesDoNoHarmAndAreInNoLog() throws Exception {
        List<String> logged = Collections.synchronizedList(new ArrayList<>());
        Handler handler = collecting(logged);
        Logger.getLogger("").addHandler(handler);
        BookedRow booked = new BookedRow(pool)
                .guest("first_name", "\"Ada\" & Söhne'{1+1}{config:x}")
                .guest("last_name", "\r\n.\r\nQUIT")
                .venue("name", "<script>alert(1)</script>\r\nBcc: everyone@example.com");

        Received mail = confirmation(booked);

        Logger.getLogger("").removeHandler(handler);
        assertThat(mail.html())
                .doesNotContain("<script")
                .contains(
                        "&lt;script&gt;alert(1)&lt;/script&gt; Bcc: everyone", "&quot;Ada&quot; &amp; Söhne", "{1+1}");
        assertThat(mail.text()).contains("\"Ada\" & Söhne'{1+1}{config:x} . QUIT");
        assertThat(mail.subject())
                .doesNotContain("\r", "\n")
                .contains("<script>alert(1)</script> Bcc: everyone@example.com");
        assertThat(mail.message().getHeader("Bcc")).isNull();
        assertThat(mail.message().getAllRecipients()).hasSize(1);
        assertThat(logged).isNotEmpty().noneMatch(line -> line.contains(booked.email) || line.contains("Söhne"));
    }

    @Test
    void aNameThatIsAnAdvertisementIsLeftOut() throws Exception {
        BookedRow booked = new BookedRow(pool).guest("first_name", "Win at http://example.com/now");

        Received mail = confirmation(booked);

        assertThat(mail.text()).contains("Hello,").doesNotContain("http://example.com/now");
    }

    private Received confirmation(BookedRow booked) throws Exception {
        booked.oweNow(outbox, booked.made());
        return awaitMail(booked, 1);
    }

    private Received awaitMail(BookedRow booked, int count) throws Exception {
        await().atMost(TIME_LIMIT)
                .until(() -> mails.to(booked.email).size() == count
                        && booked.states().stream().allMatch(state -> state.endsWith("sent")));
        return Received.of(mails.to(booked.email).get(count - 1));
    }

    private static Handler collecting(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                lines.add(entry.getMessage() + " " + Arrays.toString(entry.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
