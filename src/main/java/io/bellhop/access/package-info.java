/** Who may call the API: keys, hashed at rest, and what their roles allow. */
package io.bellhop.access;
