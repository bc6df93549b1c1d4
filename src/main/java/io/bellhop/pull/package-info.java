/**
 * What webhooks leave out: pulled from the providers on a schedule, or when an event asks for it, and stored as events like
 * any others. Says in numbers which webhooks never came.
 */
package io.bellhop.pull;
