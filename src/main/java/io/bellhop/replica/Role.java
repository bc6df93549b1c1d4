package io.bellhop.replica;

/** A part of the gateway's work that a process does or leaves to others. */
public enum Role {
    /** Takes webhooks and API calls. Without it no port is opened but that for probes and metrics. */
    INGRESS,
    /** Processes, delivers, pulls, sends e-mails, looks after registrations and the database's days. */
    WORKER
}
