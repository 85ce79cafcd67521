-- Repeatable on purpose: it takes no number from the service's own V1, V2, ..., and it can still change
-- after a service has gone past them. So every statement here must be safe to run again, and must
-- suit the relay of the previous version, which may run beside this one.

create table if not exists outbox (
    -- Order of rows with one key = order of their commits, because writers append while they hold the
    -- aggregate's row lock. Never give this sequence a cache: each session would hand out its own numbers.
    sequence    bigint generated always as identity primary key,
    topic       text        not null,
    key         text        not null,
    value       bytea,                  -- null is a tombstone
    headers     text[]      not null,   -- name, value, name, value, ...
    bytes       integer     not null,   -- key, value and headers: what a reader will need of memory
    appended_at timestamptz not null default clock_timestamp()
) with (
    -- Rows live for milliseconds; reads start at the oldest, so the dead ones must go soon, whatever
    -- the table's size. Giving pages back would lock out the writers for a moment, for nothing.
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 2000,
    autovacuum_vacuum_cost_delay = 0,
    vacuum_truncate = false
);

-- What the broker will never take, with the reason. Nothing deletes from here: somebody has to look.
create table if not exists outbox_rejected (
    sequence    bigint      primary key,
    topic       text        not null,
    key         text        not null,
    value       bytea,
    headers     text[]      not null,
    bytes       integer     not null,
    appended_at timestamptz not null,
    rejected_at timestamptz not null default clock_timestamp(),
    reason      text        not null
);
