/** A reactive event gateway for hospitality webhooks. {@code docs/architecture.md} leads through the packages. */
package io.bellhop;
