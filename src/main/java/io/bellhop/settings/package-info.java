/**
 * Settings as such: what values they may have, which is said beside each, checked before anything starts, and shown in the
 * reference; and those that follow from others.
 */
package io.bellhop.settings;
