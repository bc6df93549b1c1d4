/** A stand-in for the providers' APIs: for a newcomer without credentials, and for tests. Remembers what it is told. */
package io.bellhop.standin;
