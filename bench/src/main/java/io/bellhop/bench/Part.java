package io.bellhop.bench;

import java.util.Locale;

/** What can be measured without the rest. */
enum Part {
    INGEST,
    DELIVERIES,
    ENDURANCE;

    /** @throws IllegalArgumentException if there is none of that name */
    static Part parse(String name) {
        for (Part part : values()) {
            if (part.name().toLowerCase(Locale.ROOT).equals(name)) {
                return part;
            }
        }
        throw new IllegalArgumentException("--only takes ingest, deliveries or endurance, not " + name);
    }
}
