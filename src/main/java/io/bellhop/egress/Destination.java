package io.bellhop.egress;

import java.net.InetAddress;

/** Where an address leads to now, as DNS tells it. */
public sealed interface Destination {

    /** @param pinned the one to connect to; has been checked, as have been all others of the name */
    record Reachable(InetAddress pinned) implements Destination {}

    /** @param reason in our words; names no address */
    record Forbidden(String reason) implements Destination {}

    /** Its name has no address, or nobody could be asked. @param reason in our words */
    record Unknown(String reason) implements Destination {}
}
