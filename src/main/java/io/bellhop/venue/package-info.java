/** Restaurants, hotels, properties, centres: learned from events until they are pulled. */
package io.bellhop.venue;
