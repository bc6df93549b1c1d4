package io.bellhop.event;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Makes ids of version 7, each greater than the one before it from the same replica while its clock does not step back. */
@Singleton
public final class EventIds {

    private final NoArgGenerator generator = Generators.timeBasedEpochGenerator();

    public UUID next() {
        return generator.generate();
    }

    /** Not an id of any event: the least value that an event stored at or after the moment can have. */
    public static UUID floor(Instant moment) {
        return new UUID(moment.toEpochMilli() << 16, 0);
    }

    /** When the event with this id was stored, to the millisecond. */
    static Instant storedAt(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
