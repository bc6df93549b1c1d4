/** What a provider's event means for us, in our own words: pure data, made by providers, applied by what it is about. */
package io.bellhop.change;
