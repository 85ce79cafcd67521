-- An alert that was opened again is as likely the one of a new report as one that was just issued.
alter table known_alert add column reopened_at timestamptz;  -- when last; null: never
