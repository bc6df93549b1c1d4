/** What the owners of current state share: rows as JSON, and that the newest telling of each field wins. No I/O. */
package io.bellhop.state;
