package io.bellhop.guest;

import io.bellhop.database.Conditions;
import io.bellhop.database.Lists;
import io.bellhop.state.JsonRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads guests. */
@Singleton
final class GuestReader {

    private static final String SELECT = """
            select (to_jsonb(guest) || jsonb_build_object('references', (
                select coalesce(jsonb_agg(used order by used.source, used.reference), '[]')
                from guest_reference as used where used.guest_id = guest.id)))::text
            from guest""";

    private final Pool pool;
    private final Lists lists;

    GuestReader(Pool pool, Lists lists) {
        this.pool = pool;
        this.lists = lists;
    }

    Uni<Optional<Guest>> find(UUID id) {
        return pool.preparedQuery(SELECT + " where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().findFirst().map(GuestReader::guest));
    }

    /**
     * The newest first, at most {@code limit}, without those merged into others.
     *
     * @param contacts all of which the guest has
     * @param source that has an id of the guest; null for any
     * @param reference that id; null for any
     * @param before the last guest of the page before; null for the first page
     */
    Uni<List<Guest>> list(List<Contact> contacts, String source, String reference, UUID before, int limit) {
        Conditions where = new Conditions();
        where.add("merged_into is null");
        for (Contact contact : contacts) {
            where.add("id in (select guest_id from guest_contact where kind = "
                    + where.argument(contact.kind().toString()) + " and value = " + where.argument(contact.value())
                    + ")");
        }
        if (source != null || reference != null) {
            where.add("id in (select guest_id from guest_reference where "
                    + (source == null ? "true" : "source = " + where.argument(source)) + " and "
                    + (reference == null ? "true" : "reference = " + where.argument(reference)) + ")");
        }
        where.add("id < ", before);
        return lists.query(SELECT + where.sql() + " order by id desc limit " + limit, where.arguments())
                .map(rows -> rows.stream().map(GuestReader::guest).toList());
    }

    private static Guest guest(Row row) {
        return JsonRows.read(row.getString(0), Guest.class);
    }
}
