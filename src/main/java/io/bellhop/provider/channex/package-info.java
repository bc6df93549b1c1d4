/** Channex: bookings, availability, messages and reviews of hotels. Unsigned; proved by a secret header that we choose. */
package io.bellhop.provider.channex;
