package io.bellhop.change;

/** What one event means for one thing: a guest, reservation, venue or room as the provider now tells it. */
public sealed interface Change
        permits GuestChange,
                GuestMerge,
                ReservationChange,
                VenueChange,
                RoomChange,
                AvailabilityChange,
                Notice,
                PullNeeded {}
