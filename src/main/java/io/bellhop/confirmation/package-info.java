/**
 * E-mails owed to guests, written with the change that owes them, and sent at most once: confirmations, changes,
 * cancellations.
 */
package io.bellhop.confirmation;
