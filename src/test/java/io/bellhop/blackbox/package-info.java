/**
 * The packaged artifact as its callers see it: the jar, and with {@code -Dnative} the binary, against a PostgreSQL that asks for a
 * password, a mail server, subscribers, one of them by HTTPS, and a stand-in for the providers' APIs; and a second one with TLS on its
 * port, a name server and a collector of traces. Every resource is asked and every record read or written at least once, for what a
 * native image was not told to keep fails only then.
 */
package io.bellhop.blackbox;
