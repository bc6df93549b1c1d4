package io.bellhop.bench.load;

import java.time.Duration;

/** When requests are to be sent. Moments are those of {@link System#nanoTime()}. */
interface Pace {

    /** Whether a request is to be sent now, if a connection is free. */
    boolean isDue(long now);

    /** When the request that is due should have been sent. To be asked once for each. */
    long take(long now);

    /** Whether no request is to be sent any more. */
    boolean isOver(long now);

    /** Each connection sends again as soon as it has its answer. */
    static Pace closedLoop(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        return new Pace() {
            @Override
            public boolean isDue(long now) {
                return now < end;
            }

            @Override
            public long take(long now) {
                return System.nanoTime();
            }

            @Override
            public boolean isOver(long now) {
                return now >= end;
            }
        };
    }

    /** As senders do that know nothing of each other: at a steady rate, however slow the answers are. */
    static Pace openLoop(Duration duration, double perSecond) {
        long start = System.nanoTime();
        double interval = 1e9 / perSecond;
        long requests = (long) (duration.toNanos() / interval);
        return new Pace() {
            private long taken;

            private long next() {
                return start + (long) (taken * interval);
            }

            @Override
            public boolean isDue(long now) {
                return taken < requests && next() <= now;
            }

            @Override
            public long take(long now) {
                long next = next();
                taken++;
                return next;
            }

            @Override
            public boolean isOver(long now) {
                return taken == requests;
            }
        };
    }

    /**
     * As senders do that know nothing of each other, at the highest for so long: what cannot be sent in time, because none is
     * free or the sending itself takes too long, is not sent later either.
     */
    static Pace flood(Duration duration, double perSecond) {
        Pace openLoop = openLoop(duration, perSecond);
        long end = System.nanoTime() + duration.toNanos();
        return new Pace() {
            @Override
            public boolean isDue(long now) {
                return now < end && openLoop.isDue(now);
            }

            @Override
            public long take(long now) {
                openLoop.take(now);
                return System.nanoTime();
            }

            @Override
            public boolean isOver(long now) {
                return now >= end;
            }
        };
    }
}
