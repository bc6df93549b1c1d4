/** The webhook request as it arrived, before anything in it is believed: path, query, headers, and the body's exact bytes. */
package io.bellhop.webhook;
