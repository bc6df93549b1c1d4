package io.bellhop.event;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * An event as an entity, in a table of the bench's own: the columns and indexes of {@code event}, not partitioned, and a
 * unique constraint instead of the table of keys. That is one insert less than the product makes.
 */
@Entity
@Table(name = "bench_event")
public class OrmEvent extends PanacheEntityBase {

    @Id
    public UUID id;

    public String source;

    public String type;

    @Column(name = "provider_type")
    public String providerType;

    public String subject;

    @Column(name = "occurred_at")
    public Instant occurredAt;

    @Column(name = "received_at")
    public Instant receivedAt;

    @Column(name = "idempotency_key")
    public String idempotencyKey;

    @Column(name = "content_type")
    public String contentType;

    public String note;

    public byte[] body;

    static OrmEvent of(NewEvent event) {
        OrmEvent entity = new OrmEvent();
        entity.id = event.id().value();
        entity.source = event.source();
        entity.type = event.type();
        entity.providerType = event.providerType();
        entity.subject = event.subject();
        entity.occurredAt = event.occurredAt();
        entity.receivedAt = event.receivedAt();
        entity.idempotencyKey = event.key().value();
        entity.contentType = event.contentType();
        entity.note = event.note();
        entity.body = event.body().bytes();
        return entity;
    }
}
