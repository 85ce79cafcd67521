-- What was submitted (never changes), beside where it stands now: enough for lists and filters.
create table report (
    id           uuid          primary key,   -- version 7: its order is the order of submission
    submitted_at timestamptz   not null,
    submitted_by text          not null,
    category     text          not null,
    text         text          not null,
    latitude     double precision,
    longitude    double precision,
    address      text          not null,
    jurisdiction text          not null,
    about_alert  uuid,
    status       text          not null,
    version      bigint        not null,
    check ((latitude is null) = (longitude is null))
);

create index report_by_jurisdiction on report (jurisdiction text_pattern_ops, id);
create index report_by_reporter on report (submitted_by, id);

-- A report's state is its submission and these events applied in order.
create table report_event (
    report_id uuid   not null references report,
    version   bigint not null,
    id        uuid   not null unique,
    name      text   not null,
    event     jsonb  not null,
    primary key (report_id, version)
);

-- A submission repeated under the same key finds the report of the first time.
create table request_key (
    submitted_by text        not null,
    key          text        not null,
    fingerprint  text        not null,
    report_id    uuid        not null,
    used_at      timestamptz not null default now(),
    primary key (submitted_by, key)
);

create index request_key_by_age on request_key (used_at);

-- Copied from the events of dispatch.
create table known_alert (
    alert_id     uuid    primary key,
    jurisdiction text,               -- null if the end was heard of first
    over         boolean not null
);
