package io.bellhop.egress;

import java.util.Locale;

/** Why a request got no answer. */
public enum Failure {
    /** Nothing was sent: its headers are none. */
    INVALID_REQUEST,
    /** The name has no address, or no name server has answered in time. */
    DNS_FAILURE,
    /** The name leads, or leads now, to where no request may go. */
    FORBIDDEN_ADDRESS,
    /** Nobody listens there, or no way leads there. */
    CONNECTION_REFUSED,
    CONNECT_TIMEOUT,
    /** No TLS there, none that we speak, or a certificate that proves nothing. */
    TLS_FAILURE,
    /** The whole of it took too long before there was a status. */
    TIMEOUT,
    /** It was closed, or broke, before there was a status. */
    CONNECTION_LOST,
    /** What came is not HTTP. */
    INVALID_ANSWER;

    /** As the API and the metrics call it, such as {@code dns_failure}. */
    public String snakeCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
