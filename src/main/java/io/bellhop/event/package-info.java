/**
 * What came in: verified events, appended once and never changed. Owns the group commit, the idempotency keys, the daily
 * partitions and the reading back.
 */
package io.bellhop.event;
