-- The truth: an alert is what its events say, and its timeline is this list.
create table alert_event (
    alert_id uuid        not null,
    version  bigint      not null,          -- from 1, without gaps
    name     text        not null,          -- such as task.offered.v1
    at       timestamptz not null,
    json     jsonb       not null,
    primary key (alert_id, version)
);

-- Everything below is derived from alert_event and written in the same transaction.

-- Its row lock puts the commands of one alert in order.
create table alert (
    alert_id     uuid        primary key,
    version      bigint      not null,
    status       text        not null,
    category     text        not null,
    jurisdiction text collate "C" not null, -- a scope is a prefix
    issued_at    timestamptz not null,
    view         jsonb       not null       -- as the API shows it, without the tasks
);

create index alert_by_time on alert (issued_at desc, alert_id desc);
create index alert_by_jurisdiction on alert (jurisdiction, issued_at desc);

create table task (
    task_id    uuid        primary key,
    alert_id   uuid        not null references alert,
    position   integer     not null,        -- the order in which the teams were called first
    team_id    text        not null,
    state      text        not null,
    offered_at timestamptz not null,
    view       jsonb       not null,        -- as the API shows it
    unique (alert_id, position)
);

create index task_by_team on task (team_id, offered_at desc, task_id desc);

-- Which alert holds which team. Two alerts at the same moment never call the same team, because only
-- one of them gets its row in; alerts of categories that share teams only leave a mark for others.
create table team_commitment (
    team_id   text    not null,
    alert_id  uuid    not null,             -- reserved before the alert's own row is there
    exclusive boolean not null,
    primary key (team_id, alert_id)
);

create unique index team_committed_once on team_commitment (team_id) where exclusive;
create index team_commitment_by_alert on team_commitment (alert_id);

-- What was answered to a request with an Idempotency-Key. The row is inserted before the work and
-- filled in after it, in one transaction: a repetition waits for it and then finds the answer.
create table idempotency_key (
    account      text        not null,
    key          text        not null,
    request_hash bytea       not null,
    status       integer,
    location     text,
    body         text,
    created_at   timestamptz not null,
    primary key (account, key)
);

create index idempotency_key_by_age on idempotency_key (created_at);
