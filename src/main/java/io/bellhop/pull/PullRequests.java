package io.bellhop.pull;

import io.bellhop.api.Problem;
import io.bellhop.change.PullNeeded;
import io.bellhop.outbound.ApiSource;
import io.bellhop.outbound.ApiSources;
import io.bellhop.pull.PullStore.Wanted;
import io.bellhop.state.Occurrence;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts pulls on the schedule that are asked for: each part of a feed once, however many ask for it meanwhile. */
@Singleton
public final class PullRequests {

    private static final String NOTIFY = "select pg_notify('" + PullWorker.CHANNEL + "', '')::text";

    private final AskedPulls asked;
    private final ApiSources sources;
    private final Pool pool;
    private final PullConfig config;

    PullRequests(AskedPulls asked, ApiSources sources, Pool pool, PullConfig config) {
        this.asked = asked;
        this.sources = sources;
        this.pool = pool;
        this.config = config;
    }

    /** In the caller's transaction; they begin a little after it has committed. */
    public Uni<Void> apply(SqlConnection connection, List<Occurrence<PullNeeded>> needed) {
        if (needed.isEmpty() || !config.enabled()) {
            return Uni.createFrom().voidItem();
        }
        Set<Wanted> wanted =
                needed.stream().map(one -> wanted(one.source(), one.change())).collect(Collectors.toSet());
        return asked.add(connection, wanted, AskedBy.EVENT, config.debounce());
    }

    /** What an event asks for that is not processed, because it came before. */
    public Uni<Void> again(String source, List<PullNeeded> needed) {
        Set<Wanted> wanted =
                needed.stream().map(change -> wanted(source, change)).collect(Collectors.toSet());
        return wanted.isEmpty() || !config.enabled()
                ? Uni.createFrom().voidItem()
                : asked.add(pool, wanted, AskedBy.EVENT, config.debounce());
    }

    private static Wanted wanted(String source, PullNeeded change) {
        return new Wanted(source, change.feed(), Objects.requireNonNullElse(change.venue(), ""));
    }

    /**
     * For a person, at once.
     *
     * @param source null for all that have such a feed
     * @param venue null for all of the feed
     * @return what is pulled now; fails with a problem if there is no such thing
     */
    Uni<List<PullResource.Wanted>> now(String source, String feed, String venue) {
        if (!config.enabled()) {
            throw Problem.conflict("Pulling is switched off by bellhop.pull.enabled")
                    .asException();
        }
        return sources.all().flatMap(all -> {
            List<Wanted> wanted = all.stream()
                    .filter(one -> source == null || one.name().equals(source))
                    .filter(one -> hasFeed(one, feed))
                    .map(one -> new Wanted(one.name(), feed, Objects.requireNonNullElse(venue, "")))
                    .toList();
            if (wanted.isEmpty()) {
                throw Problem.conflict((source == null ? "No active source has" : "The source has no")
                                + " such feed, or no credentials for its API")
                        .asException();
            }
            return asked.add(pool, wanted, AskedBy.PERSON, Duration.ZERO)
                    .chain(() -> pool.query(NOTIFY).execute())
                    .replaceWith(() -> wanted.stream()
                            .map(one -> new PullResource.Wanted(one.source(), one.feed(), venue))
                            .toList());
        });
    }

    private static boolean hasFeed(ApiSource source, String feed) {
        return source.api().feeds().stream().anyMatch(one -> one.name().equals(feed));
    }
}
