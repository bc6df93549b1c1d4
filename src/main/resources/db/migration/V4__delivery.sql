-- Who gets which events where.
create table subscription (
    id              uuid        not null primary key,
    name            text        not null,
    callback_url    text        not null,
    fallback_url    text,
    event_mask      text        not null,
    masks           text[]      not null generated always as (string_to_array(event_mask, ';')) stored,
    venue_id        uuid,
    is_global       boolean     not null,
    is_active       boolean     not null,
    send_data       boolean     not null,
    ordered         boolean     not null,
    additions       bytea       not null,
    secrets         bytea       not null,
    max_attempts    int         not null,
    retry_schedule  int[]       not null,
    max_age         int         not null,
    rate_limit      int,
    disabled_at     timestamptz,
    disabled_reason text,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    constraint subscription_name unique (name),
    constraint subscription_scope check (is_global = (venue_id is null))
);

comment on column subscription.event_mask is '*, or names joined by ; each of which may end in .*';
comment on column subscription.additions is 'sealed: a JSON object of request_params and headers, which may hold tokens';
comment on column subscription.secrets is 'sealed: a JSON list, the newest first, the others with the time until which they are valid';
comment on column subscription.retry_schedule is 'seconds from an attempt to the next; the last of them again after that';
comment on column subscription.max_age is 'seconds from the delivery''s making until no attempt is begun any more';
comment on column subscription.rate_limit is 'attempts a minute; null for no limit';
comment on column subscription.disabled_at is 'when the gateway switched it off, and why; null if it did not';

-- How each subscription fares. Apart from it, so that what deliveries write never waits for a person's change.
create table subscription_health (
    subscription_id uuid not null primary key references subscription (id) on delete cascade,
    failing_since   timestamptz,
    warned_at       timestamptz,
    succeeded_at    timestamptz,
    failed_at       timestamptz
);

comment on column subscription_health.failing_since is 'the first failure since the last success; null if it does not fail';

-- When the next attempts of a subscription with a rate limit may begin, for all replicas together.
create table subscription_budget (
    subscription_id uuid        not null primary key references subscription (id) on delete cascade,
    next_at         timestamptz not null
);

-- One event to one subscription, and all attempts of it. Partitioned by the event's day through the id: its first 64 bits are the
-- event's, the others follow from event and subscription, so that the same delivery cannot be made twice.
create table delivery (
    id              uuid        not null primary key,
    event_id        uuid        not null,
    subscription_id uuid        not null,
    venue_id        uuid,
    replay          boolean     not null,
    state           text        not null,
    attempts        jsonb       not null,
    reason          text,
    created_at      timestamptz not null,
    finished_at     timestamptz
) partition by range (id);

create index delivery_by_subscription on delivery (subscription_id, id);
create index delivery_given_up on delivery (state, id) where state in ('dead', 'replayed');

comment on column delivery.venue_id is 'that the event is about, as far as was known; null if about none';
comment on column delivery.replay is 'asked for by a person; the id of such a one ends at random';
comment on column delivery.state is 'pending, delivered, dead, or replayed: dead, and sent again as another';

-- Deliveries that are not finished: what is to be attempted, and when. Small, so that what is due is found whatever was delivered
-- before. A row that is leased is due when its lease ends.
create table due_delivery (
    delivery_id     uuid        not null primary key,
    event_id        uuid        not null,
    subscription_id uuid        not null,
    venue_id        uuid,
    order_key       text,
    lane            smallint    not null,
    attempts        int         not null,
    due_at          timestamptz not null,
    leased_until    timestamptz,
    created_at      timestamptz not null
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create index due_delivery_by_lane on due_delivery (subscription_id, lane, due_at);
create index due_delivery_in_order on due_delivery (subscription_id, order_key, event_id) where order_key is not null;

comment on column due_delivery.order_key is 'source and subject, if the subscription is ordered: the oldest of them goes first';
comment on column due_delivery.lane is '0 for first attempts, 1 for retries and replays';

-- The days of events that are there already; further ones are made with those of the events.
do $$
declare
    day record;
begin
    for day in
        select substr(relname, 7) as name, pg_get_expr(relpartbound, oid) as bounds
        from pg_inherits join pg_class on oid = inhrelid
        where inhparent = 'event'::regclass
    loop
        execute 'create table delivery_' || day.name || ' partition of delivery ' || day.bounds;
    end loop;
end $$;
