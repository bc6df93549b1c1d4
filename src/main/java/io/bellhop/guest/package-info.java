/**
 * People: known by the providers' own ids first, else by e-mail address or phone number; merged when an event shows two to be
 * one, and never losing a value by it. The rules are in {@link io.bellhop.guest.GuestBook}.
 */
package io.bellhop.guest;
