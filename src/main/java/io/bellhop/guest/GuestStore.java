package io.bellhop.guest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.guest.GuestRow.Reference;
import io.bellhop.guest.GuestRow.Use;
import io.bellhop.state.JsonRows;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Loads the guests that a batch may be about, and writes them back: a set of them in each statement. */
@Singleton
final class GuestStore {

    /** Of a crowd that shares an address or number no more than shows that it is one. */
    private static final String WANTED = """
            merged_into is null and id in (
                select guest_id from guest_reference
                    join unnest($1::text[], $2::text[]) as wanted (source, reference) using (source, reference)
                union
                select guest_id from unnest($3::text[], $4::text[]) as wanted (kind, value)
                    cross join lateral (
                        select guest_id from guest_contact as shared
                        where shared.kind = wanted.kind and shared.value = wanted.value limit %d) as sharing)
            """.formatted(GuestIndex.CROWD + 1);

    /**
     * Whoever comes by another address of the same guest waits here. In order, so that two such do not deadlock; and before
     * they are read, so that what the other wrote is seen.
     */
    private static final String LOCK =
            "select count(*) from (select id from guest where " + WANTED + " order by id for update) as locked";

    private static final String LOAD = """
            select to_jsonb(guest)::text, (select jsonb_agg(r)::text from guest_reference r where r.guest_id = guest.id)
            from guest where %s order by id
            """.formatted(WANTED);

    private static final String FIELDS = """
            salutation, first_name, last_name, email, phone, other_emails, other_phones, language, company, address,
            postal_code, city, country, notes, vip, marketing_opt_in, versions, merged_into, deleted_at, updated_at""";

    private static final String UPSERT = """
            insert into guest (id, created_at, %1$s)
            select id, created_at, %1$s from json_populate_recordset(null::guest, $1::text::json)
            on conflict (id) do update set (%1$s) = row(%2$s)
            """.formatted(FIELDS, FIELDS.replaceAll("(\\w+)(,|$)", "excluded.$1$2"));

    private static final String REFER = """
            insert into guest_reference as known (source, reference, guest_id, alias, deleted)
            select * from unnest($1::text[], $2::text[], $3::uuid[], $4::bool[], $5::bool[])
            on conflict (source, reference) do update
                set guest_id = excluded.guest_id, alias = excluded.alias, deleted = excluded.deleted
                where (known.guest_id, known.alias, known.deleted)
                    is distinct from (excluded.guest_id, excluded.alias, excluded.deleted)
            """;

    private static final String FIND_BY = """
            insert into guest_contact (kind, value, guest_id)
            select * from unnest($1::text[], $2::text[], $3::uuid[]) on conflict do nothing
            """;

    /** What pointed to those who went points to those who stayed. */
    private static final String MERGE = """
            with merged as (select * from unnest($1::uuid[], $2::uuid[]) as t (gone, survivor)),
            found as (delete from guest_contact using merged where guest_id = gone),
            earlier as (update guest set merged_into = survivor from merged where merged_into = gone)
            update reservation set guest_id = survivor from merged where guest_id = gone
            """;

    /** With the providers' ids that they have. They are locked until the transaction ends. */
    Uni<List<GuestRow>> load(SqlConnection connection, Collection<Reference> references, Collection<Contact> contacts) {
        if (references.isEmpty() && contacts.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Tuple wanted = Tuple.of(
                references.stream().map(Reference::source).toArray(String[]::new),
                references.stream().map(Reference::reference).toArray(String[]::new),
                contacts.stream().map(contact -> contact.kind().toString()).toArray(String[]::new),
                contacts.stream().map(Contact::value).toArray(String[]::new));
        return connection
                .preparedQuery(LOCK)
                .execute(wanted)
                .chain(() -> connection.preparedQuery(LOAD).execute(wanted))
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(rows -> {
                    List<GuestRow> guests = new ArrayList<>(rows.size());
                    rows.forEach(row -> guests.add(guest(row.getString(0), row.getString(1))));
                    return guests;
                });
    }

    private static GuestRow guest(String row, String references) {
        GuestRow guest = GuestRow.of(JsonRows.read(row));
        if (references != null) {
            for (JsonNode one : JsonRows.read(references, JsonNode.class)) {
                guest.references()
                        .put(
                                new Reference(
                                        one.get("source").textValue(),
                                        one.get("reference").textValue()),
                                new Use(
                                        one.get("alias").booleanValue(),
                                        one.get("deleted").booleanValue()));
            }
        }
        return guest;
    }

    /** @param merged who went into whom */
    Uni<Void> save(SqlConnection connection, Collection<GuestRow> guests, Map<GuestRow, GuestRow> merged) {
        if (guests.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<ObjectNode> rows = guests.stream().map(GuestRow::toRow).toList();
        return connection
                .preparedQuery(UPSERT)
                .execute(Tuple.of(JsonRows.write(rows)))
                .chain(() -> refer(connection, guests))
                .chain(() -> findBy(connection, guests))
                .chain(() -> merge(connection, merged));
    }

    private static Uni<Void> refer(SqlConnection connection, Collection<GuestRow> guests) {
        List<UUID> ids = new ArrayList<>();
        List<Reference> references = new ArrayList<>();
        List<Use> uses = new ArrayList<>();
        guests.forEach(guest -> guest.references().forEach((reference, use) -> {
            ids.add(guest.id());
            references.add(reference);
            uses.add(use);
        }));
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(REFER)
                .execute(Tuple.of(
                        references.stream().map(Reference::source).toArray(String[]::new),
                        references.stream().map(Reference::reference).toArray(String[]::new),
                        ids.toArray(UUID[]::new),
                        uses.stream().map(Use::alias).toArray(Boolean[]::new),
                        uses.stream().map(Use::deleted).toArray(Boolean[]::new)))
                .replaceWithVoid();
    }

    private static Uni<Void> findBy(SqlConnection connection, Collection<GuestRow> guests) {
        List<UUID> ids = new ArrayList<>();
        List<Contact> contacts = new ArrayList<>();
        guests.stream()
                .filter(guest -> !guest.isMerged())
                .forEach(guest -> guest.contacts().forEach(contact -> {
                    ids.add(guest.id());
                    contacts.add(contact);
                }));
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(FIND_BY)
                .execute(Tuple.of(
                        contacts.stream()
                                .map(contact -> contact.kind().toString())
                                .toArray(String[]::new),
                        contacts.stream().map(Contact::value).toArray(String[]::new),
                        ids.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    private static Uni<Void> merge(SqlConnection connection, Map<GuestRow, GuestRow> merged) {
        if (merged.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(MERGE)
                .execute(Tuple.of(
                        merged.keySet().stream().map(GuestRow::id).toArray(UUID[]::new),
                        merged.values().stream().map(GuestRow::id).toArray(UUID[]::new)))
                .replaceWithVoid();
    }
}
