-- Inbound connections. Secrets are sealed: a JSON list, newest first, encrypted by the gateway.
create table source (
    name       text primary key,
    provider   text        not null,
    active     boolean     not null,
    configured boolean     not null,
    settings   jsonb       not null,
    secrets    bytea       not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

-- What came in, verified, appended once and never changed. Partitioned by day through the id, a UUID of version 7 whose
-- first 48 bits are the millisecond it was stored: one index finds an event, orders the list and picks the partition.
create table event (
    id              uuid        not null primary key,
    source          text        not null,
    type            text        not null,
    provider_type   text,
    subject         text,
    occurred_at     timestamptz,
    received_at     timestamptz not null,
    idempotency_key text        not null,
    content_type    text,
    note            text,
    body            bytea       not null
) partition by range (id);

create index event_by_source on event (source, id);
create index event_by_type on event (type, id);
create index event_by_subject on event (subject, id) where subject is not null;

comment on column event.received_at is 'when the request came; an accepted refused request is stored later than it came';
comment on column event.note is 'what a person should know about the body, as why it could not be read';

-- Apart from the events, because a partitioned table holds no unique key without its partition column.
create table idempotency_key (
    source     text        not null,
    key        text        not null,
    event_id   uuid        not null,
    seen_at    timestamptz not null,
    expires_at timestamptz not null,
    primary key (source, key)
);

comment on column idempotency_key.seen_at is 'when the request came: from then until it expires, the key stands for the event';

create index idempotency_key_by_expiry on idempotency_key (expires_at);

-- Not proved genuine, kept for a second look. The request's path, query and headers are sealed: they hold credentials.
create table refused_request (
    id          uuid        not null primary key,
    source      text        not null,
    received_at timestamptz not null,
    reason      text        not null,
    request     bytea       not null,
    body        bytea       not null,
    body_bytes  bigint      not null,
    accepted_at timestamptz,
    accepted_by text,
    event_ids   uuid[]
);

create index refused_request_by_source on refused_request (source, id);

comment on column refused_request.body is 'the whole body, or its head if body_bytes says that there was more';

-- Who may call the API. Only the SHA-256 of a key is kept: a key is random, so a slow hash would add nothing.
create table api_key (
    name       text primary key,
    role       text        not null,
    hash       bytea       not null unique,
    created_at timestamptz not null
);
