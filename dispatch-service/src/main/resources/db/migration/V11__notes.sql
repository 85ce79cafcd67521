-- The notes of an alert, the newest first: shown with it, and looked through by a search for alerts.
create index alert_event_note on alert_event (alert_id, version desc)
    where name = 'alert.note-added.v1';
