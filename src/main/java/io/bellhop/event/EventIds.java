package io.bellhop.event;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Makes ids of version 7, each greater than the one before it from the same replica while its clock does not step back. */
@Singleton
public final class EventIds {

    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T00:00:00Z").getEpochSecond();

    private final NoArgGenerator generator = Generators.timeBasedEpochGenerator();

    public UUID next() {
        return generator.generate();
    }

    /** Not an id of any event: the least value that an event stored at or after the moment can have; before 1970 and after 9999 the nearest there is. */
    public static UUID floor(Instant moment) {
        long millis = Math.max(0, Math.min(moment.getEpochSecond(), LAST_SECOND)) * 1000 + moment.getNano() / 1_000_000;
        return new UUID(millis << 16, 0);
    }

    /** When the event with this id was stored, to the millisecond. */
    public static Instant storedAt(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
