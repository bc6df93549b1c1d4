package io.bellhop.confirmation;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.StringReader;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.component.VEvent;

/** An e-mail as a guest's mail program takes it apart; line ends are plain in its text. */
record Received(MimeMessage message, String subject, String text, String html, String inviteType, String invite) {

    static Received of(MimeMessage message) throws MessagingException, IOException {
        MimeMultipart whole = (MimeMultipart) message.getContent();
        MimeMultipart said = (MimeMultipart) whole.getBodyPart(0).getContent();
        return new Received(
                message,
                message.getSubject(),
                said.getBodyPart(0).getContent().toString().replace("\r\n", "\n"),
                said.getBodyPart(1).getContent().toString().replace("\r\n", "\n"),
                whole.getBodyPart(1).getContentType(),
                new String(whole.getBodyPart(1).getInputStream().readAllBytes(), UTF_8));
    }

    VEvent event() throws IOException, ParserException {
        return new CalendarBuilder()
                .build(new StringReader(invite))
                .<VEvent>getComponent(Component.VEVENT)
                .orElseThrow();
    }
}
