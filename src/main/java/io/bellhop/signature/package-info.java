/**
 * Proves who sent a request, and seals what must not lie about in the clear. The only package that touches keys; no I/O.
 */
package io.bellhop.signature;
