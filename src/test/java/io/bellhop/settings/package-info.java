/** The settings' own rules, and that the reference shows them. */
package io.bellhop.settings;
