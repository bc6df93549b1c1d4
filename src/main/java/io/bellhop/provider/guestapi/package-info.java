/** GUEST API, the hotel software GUEST: reservations. No id, no time and no signature; proved by a token in the address. */
package io.bellhop.provider.guestapi;
