-- Who had made a team come before people were held (V3) is held now, too, until the task ends: by the
-- account that answered for the team, which is all that is known of the person. Whoever's id is another
-- one than the account is not found by it. Teams of which members have answered for themselves since
-- are left alone: their people are held by those answers.
insert into person_commitment (person_id, alert_id, exclusive)
select answer.by, task.alert_id, not coalesce((issued.json -> 'terms' ->> 'sharesTeams')::boolean, false)
from task
join alert on alert.alert_id = task.alert_id and alert.status in ('CALLING', 'COVERED', 'ESCALATED')
join alert_event issued on issued.alert_id = task.alert_id and issued.version = 1
cross join lateral (
    select name, json ->> 'by' as by from alert_event
    where alert_event.alert_id = task.alert_id and json ->> 'taskId' = task.task_id::text
      and name in ('task.acknowledged.v1', 'task.put-on-standby.v1', 'member.answered.v1')
    order by name = 'member.answered.v1' desc, version desc limit 1
) answer
where task.state in ('ACKNOWLEDGED', 'STANDBY', 'EN_ROUTE', 'ON_SCENE')
  and answer.name <> 'member.answered.v1'
order by issued.at
on conflict do nothing;
