/**
 * From an HTTP request to stored events: takes it, proves it, reads it, appends it and only then answers. Owns the sources
 * and the refused requests.
 */
package io.bellhop.ingress;
