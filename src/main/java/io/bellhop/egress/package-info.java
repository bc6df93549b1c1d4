/**
 * Where requests to addresses that people typed in may go, and the one HTTP POST that goes there: checked, pinned to the
 * address that was checked, and bounded in time and length.
 */
package io.bellhop.egress;
