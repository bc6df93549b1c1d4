/**
 * Restaurants, hotels, properties, centres: learned from events and pulls, and shown with their age, whether their provider
 * answers or not.
 */
package io.bellhop.venue;
