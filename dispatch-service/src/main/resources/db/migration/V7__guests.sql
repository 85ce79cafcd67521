-- Teams that were called from elsewhere: whoever is responsible for one, and not for the alert, is a
-- guest of the alert. The key is the team's code behind the number of levels (0 to 5) that it has in
-- common with the alert's: a scope is a guest where it covers the team and is narrower than that, so
-- that its guests are one range for each wider level. Null: the team is of the alert's own
-- jurisdiction, or was called before its offer said where it belongs.
alter table task add column guest_key text collate "C";

create index task_by_guest on task (guest_key, alert_id) where guest_key is not null;
