package io.bellhop.outbound;

import io.bellhop.outbound.ApiFailureException.Kind;

/** What answers and broken connections mean. */
final class Http {

    private Http() {}

    /** Of a status other than 2xx; a redirect is followed by nobody. */
    static Kind kind(int status) {
        return switch (status) {
            case 401 -> Kind.CREDENTIALS_REFUSED;
            case 403 -> Kind.FORBIDDEN;
            case 404, 410 -> Kind.NOT_FOUND;
            case 408, 425 -> Kind.UNAVAILABLE;
            case 429 -> Kind.RATE_LIMITED;
            default -> status >= 500 ? Kind.UNAVAILABLE : Kind.REFUSED;
        };
    }

    /** The kind of failure alone: messages of libraries may hold what was sent. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }
}
