package io.bellhop.confirmation;

/**
 * What a mail server does wrong in one session.
 *
 * @param at the command that it does it at, as {@code RCPT}, or {@code .} for the end of the e-mail
 * @param answer what it says; empty if it says nothing for ever; null if it closes the connection
 */
public record Fault(String at, String answer) {

    static Fault answers(String at, String answer) {
        return new Fault(at, answer);
    }

    static Fault closesAt(String at) {
        return new Fault(at, null);
    }

    static Fault saysNothingAt(String at) {
        return new Fault(at, "");
    }
}
