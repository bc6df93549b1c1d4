package io.bellhop.pull;

import io.bellhop.change.PullNeeded;
import io.bellhop.pull.PullStore.Wanted;
import io.bellhop.state.Occurrence;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts pulls on the schedule that events ask for: each venue's part of a feed once, however many ask for it meanwhile. */
@Singleton
public final class PullRequests {

    private final PullStore store;
    private final PullConfig config;

    PullRequests(PullStore store, PullConfig config) {
        this.store = store;
        this.config = config;
    }

    /** In the caller's transaction; they begin after it has committed. */
    public Uni<Void> apply(SqlConnection connection, List<Occurrence<PullNeeded>> needed) {
        Set<Wanted> wanted = needed.stream()
                .map(one -> new Wanted(
                        one.source(),
                        one.change().feed(),
                        Objects.requireNonNullElse(one.change().venue(), "")))
                .collect(Collectors.toSet());
        return ask(connection, wanted);
    }

    private Uni<Void> ask(SqlConnection connection, Collection<Wanted> wanted) {
        return wanted.isEmpty() || !config.enabled()
                ? Uni.createFrom().voidItem()
                : store.ask(connection, wanted, AskedBy.EVENT, config.debounce());
    }
}
