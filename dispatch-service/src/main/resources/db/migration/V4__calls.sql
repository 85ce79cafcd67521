-- Since when the silence of devices counts, for all instances; null while nobody could be heard.
create table receipt_silence (
    only_row    boolean     primary key default true check (only_row),
    counts_from timestamptz
);

insert into receipt_silence default values;

-- Alerts that were handed to their parent before there were looks look, too.
insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
select 'alert-look', alert_id || '/look-again', now(), false, 1
from alert where status in ('ESCALATED', 'COVERED') and view ? 'escalatedTo'
on conflict do nothing;

-- Who was called in the last minutes: rows come in order of time, so a summary of each range of
-- pages does, and costs next to nothing when an alert is issued.
create index task_by_offer on task using brin (offered_at) with (pages_per_range = 16, autosummarize = on);
