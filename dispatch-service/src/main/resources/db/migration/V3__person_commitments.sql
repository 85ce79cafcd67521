-- Who comes to which alert, with whatever team: a person comes to one at a time. Of categories that
-- share teams it is only a mark for the others, as in team_commitment.
create table person_commitment (
    person_id text    not null,
    alert_id  uuid    not null,
    exclusive boolean not null,
    primary key (person_id, alert_id)
);

create unique index person_committed_once on person_commitment (person_id) where exclusive;
