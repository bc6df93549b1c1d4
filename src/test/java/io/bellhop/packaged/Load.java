package io.bellhop.packaged;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/** Senders that send without pause, whatever they are answered. */
final class Load implements AutoCloseable {

    private static final int SENDERS = 16;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(60);

    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    private final Sender sender;
    private final Acknowledged acknowledged;
    private final AtomicLong refused = new AtomicLong();
    private final Set<String> otherAnswers = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    private Load(Sender sender, Acknowledged acknowledged) {
        this.sender = sender;
        this.acknowledged = acknowledged;
    }

    static Load on(Sender sender, Acknowledged acknowledged) {
        Load load = new Load(sender, acknowledged);
        for (int i = 0; i < SENDERS; i++) {
            load.senders.execute(load::send);
        }
        return load;
    }

    private void send() {
        while (!stopped) {
            UUID id = UUID.randomUUID();
            try {
                HttpResponse<String> answer = sender.send(id);
                if (answer.statusCode() == 202) {
                    acknowledged.add(id);
                } else {
                    otherAnswers.add(answer.statusCode() + ", Retry-After "
                            + answer.headers().firstValue("Retry-After").orElse("none"));
                    refused.incrementAndGet();
                }
            } catch (Exception e) {
                otherAnswers.add(e.getClass().getSimpleName());
                refused.incrementAndGet();
            }
        }
    }

    /** Lets it run for a while: until the time is over and something has been acknowledged. */
    void runFor(int seconds) {
        int before = acknowledged.count();
        Awaitility.await()
                .pollDelay(Duration.ofSeconds(seconds))
                .atMost(TIME_LIMIT)
                .until(() -> acknowledged.count() > before);
    }

    void awaitAcknowledgements() {
        int before = acknowledged.count();
        Awaitility.await().atMost(TIME_LIMIT).until(() -> acknowledged.count() > before + SENDERS);
    }

    /** @return how long it takes until something more is acknowledged */
    Duration awaitFirstAcknowledgement() {
        long begin = System.nanoTime();
        int before = acknowledged.count();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .atMost(TIME_LIMIT)
                .until(() -> acknowledged.count() > before);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** All that was answered otherwise than 202, or not at all. */
    long refused() {
        return refused.get();
    }

    void awaitRefusals() {
        long before = refused.get();
        Awaitility.await().atMost(TIME_LIMIT).until(() -> refused.get() > before);
    }

    /** Until so much time has passed, and something has been refused in it. */
    void awaitRefusalsFor(int seconds) {
        long before = refused.get();
        Awaitility.await()
                .pollDelay(Duration.ofSeconds(seconds))
                .atMost(TIME_LIMIT.plusSeconds(seconds))
                .until(() -> refused.get() > before);
    }

    /** What was answered other than 202: statuses, or the exceptions that came instead of an answer. */
    Set<String> otherAnswers() {
        return otherAnswers;
    }

    @Override
    public void close() {
        stopped = true;
        senders.shutdown();
        Awaitility.await().atMost(TIME_LIMIT).until(senders::isTerminated);
    }
}
