package io.bellhop.confirmation;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;

/** How one attempt to send an e-mail ended. Reasons are in our words and name nobody. */
sealed interface SendResult {

    /** The mail server has taken it. */
    record Sent() implements SendResult {}

    /** There was nothing left to tell. */
    record Skipped(String reason) implements SendResult {}

    /** Certainly not sent, and another attempt may do better. */
    record Deferred(String reason) implements SendResult {}

    /** Certainly not sent, and no attempt will do better. */
    record Rejected(String reason) implements SendResult {}

    /** It may have been sent. */
    record Unknown(String reason) implements SendResult {}

    /**
     * Refusals of our credentials, or for want of them. These begin with a 5, but no guest is to blame, and with the account
     * put right everything that waits goes out.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc4954#section-6">RFC 4954, 6</a>
     */
    Set<Integer> OUR_ACCOUNT = Set.of(530, 534, 535, 538);

    /** What the mail client says when it has given up before it told the server of any e-mail. */
    List<String> BEFORE_THE_MAIL = List.of("login is required", "STARTTLS required");

    /** Of a failure of the mail client. What is not known to have left nothing sent is taken as unknown. */
    static SendResult of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SMTPException answer) {
                return of(answer);
            }
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof SSLHandshakeException) {
                return new Deferred("no connection to the mail server");
            }
            if (cause instanceof IllegalArgumentException) {
                return new Rejected("the e-mail address is none");
            }
            if (isBeforeTheMail(cause)) {
                return new Deferred("the mail server does not take our login or offer TLS");
            }
        }
        return new Unknown("the connection broke");
    }

    private static SendResult of(SMTPException answer) {
        String reason = "the mail server answered " + answer.getReplyCode();
        return answer.isPermanent() && !OUR_ACCOUNT.contains(answer.getReplyCode())
                ? new Rejected(reason)
                : new Deferred(reason);
    }

    private static boolean isBeforeTheMail(Throwable cause) {
        return cause instanceof NoStackTraceThrowable
                && cause.getMessage() != null
                && BEFORE_THE_MAIL.stream().anyMatch(cause.getMessage()::startsWith);
    }
}
