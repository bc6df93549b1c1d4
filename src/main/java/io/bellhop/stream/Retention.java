package io.bellhop.stream;

import io.bellhop.event.EventConfig;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** From when on the store has all events. */
@Singleton
final class Retention {

    private final EventConfig events;
    private final StreamConfig config;
    private final InstantSource clock;

    Retention(EventConfig events, StreamConfig config, InstantSource clock) {
        this.events = events;
        this.config = config;
        this.clock = clock;
    }

    /** The oldest time kept, if the position is from before that. */
    Optional<Instant> gapAfter(Position position) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Instant oldest = today.minusDays(events.retention().toDays())
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        boolean before = position.from().takenAt().minus(config.late()).isBefore(oldest);
        return before ? Optional.of(oldest) : Optional.empty();
    }
}
