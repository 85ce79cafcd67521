-- What became of an alert is told to those whose reports it is about.
alter table known_alert
    add column number      integer,
    add column category    text,
    add column headline    text,
    add column latitude    double precision,  -- WGS-84
    add column longitude   double precision,
    add column issued_at   timestamptz,
    add column status      text not null default 'RUNNING',
    add column outcome     text,
    add column ended_at    timestamptz,
    add column merged_into uuid,              -- the alert that it goes on in
    add column exercise    boolean not null default false;

-- How these ended was not noted.
update known_alert set status = 'ENDED' where over;

create index known_alert_by_number on known_alert (number, issued_at desc) where number is not null;
create index known_alert_running_by_place on known_alert (category, latitude) where not over;

-- When which account reported something, or told more, and on which alert: how much is taken within
-- a minute, over all instances. Rows go after an hour.
create table taken_in (
    at       timestamptz not null,
    account  text        not null,
    alert_id uuid
);

create index taken_in_by_account on taken_in (account, at);
create index taken_in_by_alert on taken_in (alert_id, at) where alert_id is not null;
create index taken_in_by_time on taken_in (at);
