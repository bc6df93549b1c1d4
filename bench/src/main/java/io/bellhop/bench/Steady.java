package io.bellhop.bench;

import java.util.Locale;

/** Webhooks at a steady rate, all of them to each of so many subscriptions. */
record Steady(int subscriptions, double webhooksPerSecond, boolean oneHangs) {

    double deliveriesPerSecond() {
        return webhooksPerSecond * subscriptions;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,.0f webhooks/s to %d subscription%s%s",
                webhooksPerSecond,
                subscriptions,
                subscriptions == 1 ? "" : "s",
                oneHangs ? ", one of which hangs" : "");
    }
}
