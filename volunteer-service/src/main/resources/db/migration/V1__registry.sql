-- Codes and ids are compared byte by byte, so that prefixes and paging use the plain indexes.

create table jurisdictions (
    code        text collate "C" primary key,
    name        text             not null,
    parent_code text collate "C" references jurisdictions,
    latitude    double precision,
    longitude   double precision,
    version     bigint           not null
);
create index jurisdictions_by_parent on jurisdictions (parent_code, code);

create table volunteers (
    id           text collate "C" primary key,
    name         text             not null,
    subject      text             unique,
    phone        bytea,           -- AES-GCM: key number, nonce, ciphertext and tag
    jurisdiction text collate "C" not null references jurisdictions,
    version      bigint           not null
);
create index volunteers_by_jurisdiction on volunteers (jurisdiction, id);

create table teams (
    id           text collate "C" primary key,
    name         text             not null,
    jurisdiction text collate "C" not null references jurisdictions,
    kind         text             not null,
    latitude     double precision not null,
    longitude    double precision not null,
    capabilities text[]           not null,
    version      bigint           not null,
    changed_at   timestamptz      not null
);
create index teams_by_jurisdiction on teams (jurisdiction, id);

create table team_members (
    team_id      text collate "C" not null references teams on delete cascade,
    volunteer_id text collate "C" not null references volunteers,
    role         text             not null check (role in ('CAPTAIN', 'MEMBER')),
    primary key (team_id, volunteer_id)
);
create unique index one_captain on team_members (team_id) where role = 'CAPTAIN';
create index team_members_by_volunteer on team_members (volunteer_id, team_id);

-- Versions go on where a disbanded team's ended: a reader that knows version 7 would take version 1
-- of a new team of the same id for old news.
create table disbanded_teams (
    id      text collate "C" primary key,
    version bigint not null
);

create table presence (
    volunteer_id    text collate "C" primary key references volunteers,
    on_duty         boolean     not null,
    latitude        double precision,
    longitude       double precision,
    accuracy_meters double precision,
    position_at     timestamptz,
    reported_at     timestamptz not null,
    version         bigint      not null,
    duty_changes    bigint      not null,
    check (on_duty or latitude is null)
) with (fillfactor = 70); -- updated all the time, and no index covers what changes

-- Who read whose personal data, when. Nothing deletes from here.
create table personal_data_reads (
    id           bigint generated always as identity primary key,
    read_at      timestamptz not null,
    reader       text        not null,
    reader_roles text[]      not null,
    volunteer_id text        not null,
    fields       text[]      not null
);
create index personal_data_reads_by_volunteer on personal_data_reads (volunteer_id, read_at);
create index personal_data_reads_by_reader on personal_data_reads (reader, read_at);
