package io.bellhop.stream;

/** What a client that wants a stream is given. */
sealed interface Place {

    /** One that is its own until the stream ends. */
    record Given(Reader reader) implements Place {}

    /** None: as many are taken as there are. */
    record Full() implements Place {}

    /**
     * None here, for this replica stops. It is answered as a stream that ends at once: a client comes again after that, and
     * finds another replica, but gives up after an error.
     *
     * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model">Server-sent events</a>
     */
    record Elsewhere() implements Place {}
}
