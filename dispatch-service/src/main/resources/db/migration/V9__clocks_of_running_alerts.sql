-- Alerts that ran before there were these clocks have them too: the response target, and that an
-- escalation which nobody has accepted is told again.
insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
select 'alert-deadline', alert.alert_id || '/response-target',
       issued_at + (json -> 'terms' ->> 'responseTarget')::interval, false, 1
from alert
join alert_event on alert_event.alert_id = alert.alert_id and alert_event.version = 1
where status in ('CALLING', 'COVERED', 'ESCALATED') and json -> 'terms' ? 'responseTarget'
on conflict do nothing;

insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
select 'alert-deadline', alert_id || '/tell-again:1', now(), false, 1
from alert where status = 'ESCALATED'
on conflict do nothing;
