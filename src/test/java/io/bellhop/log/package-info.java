/** Whether a log holds what no log may hold: looked at after all the other tests, in what they made the gateway write. */
package io.bellhop.log;
