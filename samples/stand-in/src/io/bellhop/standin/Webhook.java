package io.bellhop.standin;

/** What becomes of the webhook that should tell of something new. */
public enum Webhook {
    SENT,
    DROPPED
}
