package io.bellhop.ingress;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One inbound connection: a provider's account at a customer, its name in the URL, its secrets. */
@Entity
@Table(name = "source")
public class Source extends PanacheEntityBase {

    /** Lower-case letters, digits and dashes, at most 63: it stands in URLs, metrics and logs. */
    @Id
    @Column(columnDefinition = "text")
    public String name;

    @Column(columnDefinition = "text")
    public String provider;

    public boolean active;

    /** Written by configuration at the last start that named it. */
    public boolean configured;

    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, String> settings;

    /** Sealed; see {@link SourceSecrets}. */
    public byte[] secrets;

    /** Sealed; see {@link io.bellhop.outbound.SourceCredentials}. Null if none were given. */
    public byte[] credentials;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** Without secrets, settings or provider yet. */
    static Source create(String name, Instant now) {
        Source source = new Source();
        source.name = name;
        source.createdAt = now;
        return source;
    }
}
