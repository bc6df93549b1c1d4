/** Settings that follow from others. */
package io.bellhop.settings;
