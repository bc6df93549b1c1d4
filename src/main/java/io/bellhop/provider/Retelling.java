package io.bellhop.provider;

import io.bellhop.change.Told;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Tells in our fields what a payload tells in its own. A field is told if the payload has it, as null if it is empty there
 * or not readable; of what the payload does not have, nothing is said.
 */
public final class Retelling {

    private final Told.Telling told = Told.tell();
    private Payload payload;

    private Retelling(Payload payload) {
        this.payload = payload;
    }

    public static Retelling of(Payload payload) {
        return new Retelling(payload);
    }

    /** From here on of another of its objects. */
    public Retelling thenOf(Payload another) {
        payload = another;
        return this;
    }

    /** @param reader as in {@code Payload::text} */
    public Retelling tell(String field, String theirs, BiFunction<Payload, String, ?> reader) {
        return payload.tells(theirs) ? that(field, reader.apply(payload, theirs)) : this;
    }

    /** All of several counts together, if the payload has each of them. */
    public Retelling tellSum(String field, String... theirs) {
        return Stream.of(theirs).allMatch(payload::tells) ? that(field, sum(theirs)) : this;
    }

    private Integer sum(String... theirs) {
        long sum = 0;
        for (String each : theirs) {
            Integer count = payload.count(each);
            if (count == null) {
                return null;
            }
            sum += count;
        }
        return sum > Integer.MAX_VALUE ? null : Integer.valueOf((int) sum);
    }

    /** Told whether the payload has it or not. */
    public Retelling that(String field, Object value) {
        told.that(field, value);
        return this;
    }

    /** Told, if it is not null. */
    public Retelling ifKnown(String field, Object value) {
        told.ifKnown(field, value);
        return this;
    }

    public Told done() {
        return told.done();
    }
}
