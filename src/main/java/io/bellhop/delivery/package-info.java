/** Events on their way to subscribers: deliveries owed, attempted, retried, replayed. */
package io.bellhop.delivery;
