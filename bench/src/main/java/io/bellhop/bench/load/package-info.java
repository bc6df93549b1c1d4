/** A load generator that costs little: one thread, keep-alive connections, requests signed from a prepared state. */
package io.bellhop.bench.load;
