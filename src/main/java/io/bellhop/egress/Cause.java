package io.bellhop.egress;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;

/**
 * What an exception of the HTTP client means.
 *
 * @param detail ours; messages of libraries may hold what was sent
 */
record Cause(Failure failure, String detail) {

    /** Of a chain of exceptions, the first of these that one of its links is; so what says more comes first. */
    private static final List<Meaning> MEANINGS = List.of(
            meaning(ConnectTimeoutException.class, Failure.CONNECT_TIMEOUT, "no connection in time"),
            meaning(SslHandshakeTimeoutException.class, Failure.CONNECT_TIMEOUT, "no TLS handshake in time"),
            meaning(NoRouteToHostException.class, Failure.CONNECTION_REFUSED, "no way leads there"),
            meaning(ConnectException.class, Failure.CONNECTION_REFUSED, "nobody takes connections there"),
            meaning(NotSslRecordException.class, Failure.TLS_FAILURE, "it does not speak TLS"),
            meaning(CertificateExpiredException.class, Failure.TLS_FAILURE, "its certificate has expired"),
            meaning(CertificateNotYetValidException.class, Failure.TLS_FAILURE, "its certificate is not valid yet"),
            meaning(CertPathBuilderException.class, Failure.TLS_FAILURE, "nobody we trust has signed its certificate"),
            // All that is left of them in practice: no alternative name of it matches.
            meaning(CertificateException.class, Failure.TLS_FAILURE, "its certificate is not for this host"),
            meaning(SSLException.class, Failure.TLS_FAILURE, "no TLS could be agreed on"),
            meaning(Http2Exception.class, Failure.INVALID_ANSWER, "it broke the rules of HTTP/2"),
            meaning(TooLongFrameException.class, Failure.INVALID_ANSWER, "its status line or headers are too long"),
            meaning(PrematureChannelClosureException.class, Failure.CONNECTION_LOST, "it hung up within its headers"),
            meaning(DecoderException.class, Failure.INVALID_ANSWER, "it does not speak HTTP"));

    private record Meaning(Predicate<Throwable> of, Cause cause) {}

    private static Meaning meaning(Class<? extends Throwable> type, Failure failure, String detail) {
        return new Meaning(type::isInstance, new Cause(failure, detail));
    }

    /** Of what happened before there was a connection, which cannot have been lost. */
    static Cause ofConnecting(Throwable thrown) {
        Cause cause = of(thrown);
        return cause.failure() == Failure.CONNECTION_LOST
                ? new Cause(Failure.CONNECTION_REFUSED, "no connection can be made")
                : cause;
    }

    static Cause of(Throwable thrown) {
        for (Meaning meaning : MEANINGS) {
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                if (meaning.of().test(cause)) {
                    return meaning.cause();
                }
            }
        }
        return other(thrown);
    }

    /** Netty tells a status line or a header that is none by plain exceptions of Java. */
    private static Cause other(Throwable thrown) {
        boolean ofJava = thrown instanceof IllegalArgumentException || thrown instanceof IllegalStateException;
        return ofJava
                ? new Cause(Failure.INVALID_ANSWER, "it does not speak HTTP")
                : new Cause(Failure.CONNECTION_LOST, "the connection was lost");
    }
}
