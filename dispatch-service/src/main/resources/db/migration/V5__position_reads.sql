-- Who previewed an alert, when and where: a preview tells how far people are from a place of the
-- reader's choice. One row for each preview. Nothing deletes from here.
create table position_read (
    id           bigint generated always as identity primary key,
    read_at      timestamptz      not null,
    reader       text             not null,  -- account
    reader_roles text[]           not null,
    jurisdiction text collate "C" not null,  -- that was named
    latitude     double precision not null,  -- of the place, WGS-84
    longitude    double precision not null,
    team_ids     text[]           not null   -- whose distances were shown
);

-- How many an account had lately, too.
create index position_read_by_reader on position_read (reader, read_at);
create index position_read_by_time on position_read (read_at);
