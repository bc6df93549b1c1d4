/**
 * What all calls have in common: pages of lists, and errors as RFC 9457 problem details that name the problem and echo
 * nothing that was sent.
 */
package io.bellhop.api;
