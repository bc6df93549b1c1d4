-- What a source shows to its provider's API, sealed: a JSON object of texts. Null if none was given.
alter table source add column credentials bytea;

-- When the next call with a credential may begin. Shared by all replicas, so that none of them has to know of the others.
create table call_budget (
    credential text        not null primary key,
    next_at    timestamptz not null
);

comment on column call_budget.credential is 'SHA-256 of the API''s address and what identifies us there';

-- What is to be pulled, and when. A row without a venue is on a schedule; one with a venue was asked for by an event, and
-- goes when it is done.
create table pull (
    source       text        not null,
    feed         text        not null,
    venue        text        not null,
    due_at       timestamptz not null,
    asked_by     text        not null,
    watermark    timestamptz,
    run_id       uuid,
    leased_until timestamptz,
    failures     int         not null default 0,
    primary key (source, feed, venue)
);

create index pull_due on pull (due_at);

comment on column pull.venue is 'the provider''s id; empty for the whole feed';
comment on column pull.watermark is 'what changed before has been seen';
comment on column pull.run_id is 'the run that has it now; what it did is in pull_run when it ends';

-- What became of each pull.
create table pull_run (
    id         uuid        not null primary key,
    source     text        not null,
    feed       text        not null,
    venue      text        not null,
    asked_by   text        not null,
    started_at timestamptz not null,
    ended_at   timestamptz,
    outcome    text        not null,
    reason     text,
    calls          int         not null default 0,
    seen           int         not null default 0,
    new            int         not null default 0,
    known          int         not null default 0,
    failed         int         not null default 0,
    missed         int         not null default 0,
    unacknowledged int         not null default 0
);

create index pull_run_by_source on pull_run (source, feed, id);

comment on column pull_run.missed is 'of the new ones, those that a webhook should have told of';

-- Of things without a version: what they were at the last pull.
create table pulled_content (
    source     text        not null,
    subject    text        not null,
    sha256     text        not null,
    generation int         not null,
    pulled_at  timestamptz not null,
    primary key (source, subject)
);

comment on column pulled_content.generation is 'how often it has changed: told apart by it, a thing may become what it was before';

alter table venue
    add column currency    text,
    add column address     text,
    add column postal_code text,
    add column city        text,
    add column region      text,
    add column country     text,
    add column phone       text,
    add column website     text,
    add column venue_group text,
    add column versions    jsonb not null default '{}';

update venue set versions = jsonb_build_object('name', version) where name is not null;

alter table venue
    alter column versions drop default,
    drop column version;

comment on column venue.versions is 'of each field told so far, of which version it is';

-- Our webhook at a provider, as it was asked for, and as it was written last.
create table registration (
    source         text        not null primary key references source (name) on delete cascade,
    wanted         bytea       not null,
    written        bytea,
    registered_at  timestamptz,
    state          text        not null,
    checked_at     timestamptz,
    check_at       timestamptz not null,
    rotated_at     timestamptz,
    retired        bytea,
    retire_at      timestamptz,
    second_look_at timestamptz,
    leased_until   timestamptz
);

comment on column registration.wanted is 'sealed: headers and arguments may hold secrets';
comment on column registration.written is 'sealed: with the provider''s id of it, and our secret; null until it was made';
comment on column registration.state is 'at the last look: unknown, absent, registered or drifted';
comment on column registration.retired is 'sealed: the secrets before the last rotation';
comment on column registration.retire_at is 'when those go; null until the provider has the new one';
comment on column registration.second_look_at is 'when requests that a replica refused, for not knowing the new secret yet, are looked at again';
