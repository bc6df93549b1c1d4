/**
 * Events as server-sent events while they are stored: who reads, from which position, and one look at the store for all of
 * them. {@code docs/adr/0015} says why no event is missed.
 */
package io.bellhop.stream;
