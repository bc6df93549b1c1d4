/**
 * What all calls have in common: pages of lists, answers that a caller may keep, and errors as RFC 9457 problem details that
 * name the problem and echo nothing that was sent.
 */
package io.bellhop.api;
