/** Reservations as they are now: the newest telling of each field, a tombstone for what is gone. */
package io.bellhop.reservation;
