/** Tests of the packaged application as an operator runs it: a process of its own, started, stopped and killed. */
package io.bellhop.packaged;
