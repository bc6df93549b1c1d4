/**
 * The way to PostgreSQL: the embedded server and its directory, the settings that lead to one or the other, migrations at
 * start, notifications.
 */
package io.bellhop.database;
