-- How an event came to us: sent by its provider, or pulled by us because it was missed.
alter table event add column origin text not null default 'webhook';

-- Events that wait to be processed, in the statement that stores them. Taking a row out of it is the claim and the mark at
-- once: a transaction that fails, or a replica that dies, puts it back.
create table unprocessed_event (
    event_id   uuid not null primary key,
    body_bytes int  not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

-- Those that came before there was any processing.
insert into unprocessed_event (event_id, body_bytes) select id, octet_length(body) from event;

-- Events whose processing failed: to be tried again, or, without a time for that, set aside for a person.
create table failed_event (
    event_id  uuid        not null primary key,
    attempts  int         not null,
    reason    text        not null,
    failed_at timestamptz not null,
    retry_at  timestamptz
);

create index failed_event_by_retry on failed_event (retry_at) where retry_at is not null;
create index failed_event_set_aside on failed_event (event_id) where retry_at is null;

-- Learned from events until they are pulled.
create table venue (
    source     text        not null,
    reference  text        not null,
    id         uuid        not null unique,
    name       text,
    zone       text,
    version    text        not null collate "C",
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (source, reference)
);

comment on column venue.version is 'of the name: the newest telling wins';

create table room (
    source            text        not null,
    reference         text        not null,
    id                uuid        not null unique,
    presence          text        not null,
    provider_presence text,
    changed_at        timestamptz not null,
    version           text        not null collate "C",
    event_id          uuid        not null,
    created_at        timestamptz not null,
    primary key (source, reference)
);

-- People. One merged into another stays, so that no value of it is lost, and points to the one that survived.
create table guest (
    id               uuid        not null primary key,
    salutation       text,
    first_name       text,
    last_name        text,
    email            text,
    phone            text,
    other_emails     text[]      not null,
    other_phones     text[]      not null,
    language         text,
    company          text,
    address          text,
    postal_code      text,
    city             text,
    country          text,
    notes            text,
    vip              boolean,
    marketing_opt_in boolean,
    versions         jsonb       not null,
    merged_into      uuid,
    deleted_at       timestamptz,
    created_at       timestamptz not null,
    updated_at       timestamptz not null
);

create index guest_merged on guest (merged_into) where merged_into is not null;

comment on column guest.versions is 'of each field, of which event it is';

-- The providers' own ids of guests. An alias is the id of one that was merged into this guest.
create table guest_reference (
    source    text    not null,
    reference text    not null,
    guest_id  uuid    not null,
    alias     boolean not null,
    deleted   boolean not null,
    primary key (source, reference)
);

create index guest_reference_by_guest on guest_reference (guest_id);

-- By what else a guest is known: e-mail addresses and phone numbers, normalised, several people to one if they share it.
create table guest_contact (
    kind     text not null,
    value    text not null,
    guest_id uuid not null,
    primary key (kind, value, guest_id)
);

create index guest_contact_by_guest on guest_contact (guest_id);

create table reservation (
    id                uuid        not null primary key,
    source            text        not null,
    reference         text        not null,
    venue             text,
    guest_id          uuid,
    status            text,
    provider_status   text,
    confirmation_code text,
    channel           text,
    guest_name        text,
    guest_email       text,
    party_size        int,
    adults            int,
    children          int,
    infants           int,
    arrival_date      date,
    arrival_time      time,
    arrival_at        timestamptz,
    departure_date    date,
    departure_time    time,
    departure_at      timestamptz,
    zone              text,
    amount            numeric,
    currency          text,
    tables            jsonb,
    rooms             jsonb,
    notes             text,
    requests          text,
    details           jsonb,
    version           text        not null collate "C",
    versions          jsonb,
    creation_seen     boolean     not null,
    deleted_at        timestamptz,
    changed_fields    text[]      not null,
    gap_fields        text[],
    gap_event_id      uuid,
    event_id          uuid        not null,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    unique (source, reference)
);

create index reservation_by_guest on reservation (guest_id, id);
create index reservation_by_venue on reservation (source, venue, id);
create index reservation_by_arrival on reservation (arrival_date, id);
create index reservation_with_gap on reservation (id) where gap_event_id is not null;
create index reservation_by_code on reservation (confirmation_code) where confirmation_code is not null;

comment on column reservation.guest_email is 'that the reservation itself told: what is written about it goes there';
comment on column reservation.versions is 'of each field told so far; null if all are of the row''s version';
comment on column reservation.changed_fields is 'by event_id, the last event that changed anything';
comment on column reservation.gap_fields is 'in which the provider''s previous state differed from ours when gap_event_id came';
comment on column reservation.deleted_at is 'the provider removed it; later events do not bring it back';

create table availability (
    source     text        not null,
    venue      text        not null,
    room_type  text        not null,
    rate_plan  text        not null,
    date       date        not null,
    fields     jsonb       not null,
    versions   jsonb       not null,
    updated_at timestamptz not null,
    primary key (source, venue, date, room_type, rate_plan)
);

-- E-mails owed to guests, written with the change that owes them, sent by whoever leases the row.
create table confirmation (
    id             uuid        not null primary key,
    reservation_id uuid        not null,
    kind           text        not null,
    state          text        not null,
    attempts       int         not null default 0,
    due_at         timestamptz,
    leased_until   timestamptz,
    message_id     text,
    reason         text,
    created_at     timestamptz not null,
    updated_at     timestamptz not null
);

-- At most one of each, ever; only changes may be told several times.
create unique index confirmation_once on confirmation (reservation_id, kind) where kind <> 'change';
create index confirmation_due on confirmation (due_at) where due_at is not null;
create index confirmation_to_look_at on confirmation (state, id) where state in ('failed', 'uncertain');
create index confirmation_by_reservation on confirmation (reservation_id);
