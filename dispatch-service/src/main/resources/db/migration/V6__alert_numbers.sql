-- What an alert is called on the radio. Each value of the sequence is the first of a block of 50
-- that one instance gives out, so that issuing an alert asks nothing more of the database.
create sequence alert_number
    as integer increment by 50 minvalue 10000 maxvalue 99999950 start with 10000 cycle;

alter table alert add column number integer;    -- null: over before there were numbers

create index alert_by_number on alert (number, issued_at desc) where number is not null;

-- Those that run are numbered too, in the order in which they were issued. The stored event gets
-- its optional field, for an alert is what its events say.
with numbered as (
    select alert_id,
           (9999 + row_number() over (order by issued_at, alert_id))::integer as given
    from alert
    where status in ('CALLING', 'COVERED', 'ESCALATED')
), shown as (
    update alert
    set number = given, view = view || jsonb_build_object('number', given)
    from numbered where alert.alert_id = numbered.alert_id
)
update alert_event
set json = json || jsonb_build_object('number', given)
from numbered
where alert_event.alert_id = numbered.alert_id and version = 1 and name = 'alert.issued.v1';

select setval('alert_number',
              10000 + 50 * ((count(*) filter (where number is not null) + 49) / 50), false)
from alert;
