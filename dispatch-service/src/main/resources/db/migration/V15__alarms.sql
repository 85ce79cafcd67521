-- What command centers must act on. It follows from what alerts have written already, behind them,
-- and nothing of it is on the way of an alert to the phones.
create table alarm (
    alarm_id          text        primary key,      -- CONDITION:subject:first event
    version           bigint      not null,
    condition         text        not null,
    subject           text        not null,
    priority          text        not null,
    alert_id          uuid,
    number            integer,
    report_id         uuid,
    jurisdiction      text collate "C",             -- a scope is a prefix; null: everybody's
    since             timestamptz,                  -- a later one of the same subject is another alarm
    raised_at         timestamptz not null,
    sounded_at        timestamptz not null,
    level             integer     not null,
    acknowledged_by   text,
    acknowledged_name text,
    acknowledged_at   timestamptz,
    shelved_by        text,
    shelved_name      text,
    shelved_at        timestamptz,
    shelved_until     timestamptz,
    shelving_reason   text,
    gone_at           timestamptz,
    due_at            timestamptz
);

-- Of two instances that see the same, one raises it.
create unique index alarm_standing on alarm (condition, subject) where gone_at is null;
create index alarm_standing_by_alert on alarm (alert_id) where gone_at is null;
create index alarm_due on alarm (due_at) where due_at is not null;
create index alarm_listed on alarm (raised_at) where gone_at is null or acknowledged_at is null;
create index alarm_gone on alarm (condition, subject, gone_at) where gone_at is not null;
