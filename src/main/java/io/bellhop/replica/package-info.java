/** What one process of the gateway does of all that there is to do: any number of them share one database. */
package io.bellhop.replica;
