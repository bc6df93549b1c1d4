/**
 * The plug-in point, and a folder per provider, all alike: how its requests are proved and what its payloads mean. A
 * provider is named in its own folder and nowhere else.
 */
package io.bellhop.provider;
