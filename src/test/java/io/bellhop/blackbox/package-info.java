/**
 * The packaged artifact as its callers see it: the jar, and with {@code -Dnative} the binary, against a PostgreSQL, a mail server,
 * a subscriber and a stand-in for the providers' APIs. Every resource is asked and every record read or written at least once, for
 * what a native image was not told to keep fails only then.
 */
package io.bellhop.blackbox;
