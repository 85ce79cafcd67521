-- Where an alert is, as its view says it: running alerts of the same kind nearby are shown before
-- another one is issued.
alter table alert
    add column latitude  double precision,  -- WGS-84; null: over before it was asked for
    add column longitude double precision;

update alert
set latitude  = (view -> 'location' ->> 'latitude')::double precision,
    longitude = (view -> 'location' ->> 'longitude')::double precision
where status in ('CALLING', 'COVERED', 'ESCALATED');

create index alert_running_by_place on alert (category, latitude)
    where status in ('CALLING', 'COVERED', 'ESCALATED');
