package io.bellhop.confirmation;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A real mail server for the whole test run, behind one that can go wrong. */
public class MailServer implements QuarkusTestResourceLifecycleManager {

    private GreenMail real;
    private FaultyMailServer faulty;

    @Override
    public Map<String, String> start() {
        real = new GreenMail(ServerSetup.SMTP.dynamicPort());
        real.start();
        try {
            faulty = new FaultyMailServer(real.getSmtp().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "quarkus.mailer.host", "127.0.0.1",
                "quarkus.mailer.port", Integer.toString(faulty.port()),
                "quarkus.mailer.mock", "false");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(MailServer.class));
    }

    @Override
    public void stop() {
        real.stop();
        try {
            faulty.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FaultyMailServer faulty() {
        return faulty;
    }

    /** What this address got, the oldest first. */
    List<MimeMessage> to(String address) {
        return Arrays.stream(real.getReceivedMessages())
                .filter(message -> isTo(message, address))
                .toList();
    }

    private static boolean isTo(MimeMessage message, String address) {
        try {
            Address[] recipients = message.getRecipients(Message.RecipientType.TO);
            return recipients.length == 1 && recipients[0].toString().equals(address);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
