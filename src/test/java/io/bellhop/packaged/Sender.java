package io.bellhop.packaged;

import java.net.http.HttpResponse;
import java.util.UUID;

/** Sends one webhook. */
interface Sender {

    /** @throws java.io.IOException if no answer came */
    HttpResponse<String> send(UUID id) throws Exception;
}
