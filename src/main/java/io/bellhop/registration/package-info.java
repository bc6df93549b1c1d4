/** Our own webhooks at the providers: registered, compared with what is wanted, repaired, and their secrets rotated. */
package io.bellhop.registration;
