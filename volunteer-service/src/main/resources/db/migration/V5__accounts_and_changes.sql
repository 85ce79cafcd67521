-- An account that somebody has named and neither its owner nor a wider scope has confirmed.
alter table volunteers add column proposed_subject text;

-- Who changed the registry, and who said for somebody else whether they are on duty. The names of what
-- was changed, not its content: that may have to be erased, and this is never deleted from.
create table registry_changes (
    id            bigint generated always as identity primary key,
    changed_at    timestamptz not null,
    changed_by    text        not null,
    changer_roles text[]      not null,
    kind          text        not null, -- JURISDICTION, TEAM, VOLUNTEER, PRESENCE
    thing_id      text        not null,
    action        text        not null,
    fields        text[]      not null
);
create index registry_changes_by_thing on registry_changes (kind, thing_id, changed_at);
create index registry_changes_by_changer on registry_changes (changed_by, changed_at);
