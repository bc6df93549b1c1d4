package io.bellhop.confirmation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.confirmation.SendResult.Deferred;
import io.bellhop.confirmation.SendResult.Rejected;
import io.bellhop.confirmation.SendResult.Unknown;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.ext.mail.SMTPException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendResultTest {

    @ParameterizedTest
    @ValueSource(ints = {421, 450, 451, 452, 454})
    void whatTheServerPutsOffIsTriedAgain(int code) {
        assertThat(SendResult.of(answer(code))).isEqualTo(new Deferred("the mail server answered " + code));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 550, 552, 553, 554})
    void whatTheServerRefusesIsNot(int code) {
        assertThat(SendResult.of(answer(code))).isEqualTo(new Rejected("the mail server answered " + code));
    }

    @ParameterizedTest
    @ValueSource(ints = {530, 534, 535, 538})
    void aWrongPasswordIsNoGuestsFault(int code) {
        assertThat(SendResult.of(answer(code))).isInstanceOf(Deferred.class);
    }

    @ParameterizedTest
    @MethodSource
    void withoutAConnectionNothingWasSent(Throwable failure) {
        assertThat(SendResult.of(failure)).isInstanceOf(Deferred.class);
        assertThat(SendResult.of(new IllegalStateException(failure))).isInstanceOf(Deferred.class);
    }

    static Stream<Throwable> withoutAConnectionNothingWasSent() {
        return Stream.of(
                new ConnectException("refused"),
                new UnknownHostException("mail.example.com"),
                new SSLHandshakeException("no common protocol"),
                new NoStackTraceThrowable("STARTTLS required but not supported by server"),
                new NoStackTraceThrowable("login is required, but no credentials supplied"));
    }

    @Test
    void anAddressThatIsNoneIsRejected() {
        assertThat(SendResult.of(new IllegalArgumentException("Unable to send an email")))
                .isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @MethodSource
    void whateverElseHappensNobodyKnows(Throwable failure) {
        assertThat(SendResult.of(failure)).isInstanceOf(Unknown.class);
    }

    static Stream<Throwable> whateverElseHappensNobodyKnows() {
        return Stream.of(
                new IOException("socket was closed unexpected."),
                new SocketException("Connection reset"),
                new TimeoutException(),
                new NoStackTraceThrowable("Connection was closed."),
                new IllegalStateException());
    }

    @Test
    void reasonsDoNotQuoteTheServerWhoQuotesTheAddress() {
        assertThat(SendResult.of(answer(550)).toString()).doesNotContain("guest@example.com");
    }

    private static SMTPException answer(int code) {
        return new SMTPException(
                "recipient address not accepted", code, List.of(code + " <guest@example.com> no"), false);
    }
}
