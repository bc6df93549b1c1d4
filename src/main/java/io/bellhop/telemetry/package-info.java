/**
 * What shows how the gateway fares and is of no package alone: figures that grow old, spans, the fields of log lines, certificates,
 * the build.
 */
package io.bellhop.telemetry;
