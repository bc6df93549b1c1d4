/** Rooms and workspaces: whether somebody is in them now. What was is in the events. */
package io.bellhop.room;
