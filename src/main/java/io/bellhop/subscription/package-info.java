/** Who gets which events where: subscriptions, their rules, and how they fare. */
package io.bellhop.subscription;
