package io.bellhop.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Rate limits as rows, so that all replicas together keep them. */
final class BudgetStore {

    /** When the next attempt of each may begin; other replicas wait until this transaction ends. */
    private static final String READ_BUDGETS = """
            insert into subscription_budget as held (subscription_id, next_at)
            select wanted.id, next_at from unnest($1::uuid[], $2::timestamptz[]) as wanted (id, next_at)
                join subscription using (id)
            order by id
            on conflict (subscription_id) do update set next_at = greatest(held.next_at, excluded.next_at)
            returning subscription_id, next_at
            """;

    private static final String SPEND_BUDGETS = """
            update subscription_budget set next_at = spent.next_at
            from unnest($1::uuid[], $2::timestamptz[]) as spent (id, next_at) where subscription_id = spent.id
            """;

    private BudgetStore() {}

    static Uni<Void> read(SqlConnection connection, Budgets budgets) {
        if (budgets.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(READ_BUDGETS)
                .execute(Tuple.of(budgets.subscriptions(), budgets.earliest()))
                .invoke(rows -> rows.forEach(row -> budgets.read(row.getUUID(0), row.getOffsetDateTime(1))))
                .replaceWithVoid();
    }

    static Uni<Void> write(SqlConnection connection, Budgets budgets) {
        if (!budgets.areSpent()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(SPEND_BUDGETS)
                .execute(Tuple.of(budgets.subscriptions(), budgets.next()))
                .replaceWithVoid();
    }
}
