/** What can still be booked, by room type, rate plan and date: the last known value of each. */
package io.bellhop.availability;
