/** Calls of the providers' APIs: who we are there, how often we may ask, and what happens when one does not answer. */
package io.bellhop.outbound;
