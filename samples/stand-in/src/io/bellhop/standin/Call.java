package io.bellhop.standin;

import java.time.Instant;
import java.util.Map;

/**
 * One request that the stand-in was sent.
 *
 * @param path without its query
 * @param query decoded
 * @param headers by their names in lower case
 * @param status that it was answered with
 */
public record Call(
        Instant at,
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        int status) {

    /** Without what may hold a secret. */
    @Override
    public String toString() {
        return method + " " + path + " " + status;
    }
}
