package io.bellhop.egress;

import java.time.Duration;

/** What came of one POST. */
public sealed interface PostResult {

    /** From the look-up of the name to the end. */
    Duration took();

    /**
     * There was a status, whatever it is; redirects are answers like others.
     *
     * @param status 200 to 999
     * @param retryAfter the header as it came, of 100 printable characters at most; null if there is none
     * @param bodyHead the first KiB, read as UTF-8, without NUL and without half characters; not to be logged
     * @param cutOff whether the body was longer than allowed, did not end in time, or broke off
     */
    record Answered(int status, String retryAfter, String bodyHead, boolean cutOff, Duration took)
            implements PostResult {

        @Override
        public String toString() {
            return "Answered[" + status + (cutOff ? ", cut off" : "") + ", " + took + "]";
        }
    }

    /** @param detail in our words: no secrets, nothing of the address but what range it is in */
    record Failed(Failure failure, String detail, Duration took) implements PostResult {}
}
