/** Measures durable ingest on this machine: starts the gateway, runs every variant in turn, proves each run, reports. */
package io.bellhop.bench;
