package io.bellhop.standin;

/**
 * What a webhook was answered with.
 *
 * @param status 0 if there was no answer
 * @param body of the answer; empty if there was none
 */
public record Sent(int status, String body) {}
