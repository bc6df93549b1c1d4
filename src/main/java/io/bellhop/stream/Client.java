package io.bellhop.stream;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;

/** Who is on the other side of a stream. @param context the request's own */
record Client(Context context, HttpServerResponse response, Messages messages) {}
