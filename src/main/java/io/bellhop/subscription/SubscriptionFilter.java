package io.bellhop.subscription;

/**
 * Which subscriptions to list; null leaves a field open.
 *
 * @param before the last of the page before, as the cursor has it
 */
record SubscriptionFilter(String name, Boolean active, SubscriptionId before) {}
