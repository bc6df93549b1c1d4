package io.bellhop.subscription;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Who gets which events where, as it is stored. What the columns mean stands at the table. */
@Entity
@Table(name = "subscription")
public class Subscription extends PanacheEntityBase {

    /** Of version 7: their order is that of their making. */
    @Id
    public UUID id;

    @Column(columnDefinition = "text")
    public String name;

    @Column(name = "callback_url", columnDefinition = "text")
    public String callbackUrl;

    /** Null if there is none. */
    @Column(name = "fallback_url", columnDefinition = "text")
    public String fallbackUrl;

    @Column(name = "event_mask", columnDefinition = "text")
    public String eventMask;

    /** Null if it is for all of them. */
    @Column(name = "venue_id")
    public UUID venueId;

    @Column(name = "is_global")
    public boolean global;

    @Column(name = "is_active")
    public boolean active;

    @Column(name = "send_data")
    public boolean sendData;

    public boolean ordered;

    /** Sealed; see {@link SubscriptionSeal}. */
    public byte[] additions;

    /** Sealed; see {@link SubscriptionSeal}. */
    public byte[] secrets;

    @Column(name = "max_attempts")
    public int maxAttempts;

    /** Seconds. */
    @Column(name = "retry_schedule")
    public int[] retrySchedule;

    /** Seconds. */
    @Column(name = "max_age")
    public int maxAge;

    /** Attempts a minute; null for no limit. */
    @Column(name = "rate_limit")
    public Integer rateLimit;

    @Column(name = "disabled_at")
    public Instant disabledAt;

    @Column(name = "disabled_reason", columnDefinition = "text")
    public String disabledReason;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    SubscriptionId id() {
        return new SubscriptionId(id);
    }
}
