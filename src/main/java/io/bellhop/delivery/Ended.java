package io.bellhop.delivery;

/** An attempt that has ended, and what follows. */
record Ended(ClaimedDelivery delivery, AttemptResult result, NextStep next) {}
