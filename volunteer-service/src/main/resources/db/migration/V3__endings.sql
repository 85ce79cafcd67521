-- Versions go on where a removed jurisdiction's ended, as they do for disbanded teams.
create table removed_jurisdictions (
    code    text collate "C" primary key,
    version bigint not null
);

-- Ids of volunteers who were erased. They are not used again: what others still say of the id would be
-- held against somebody else.
create table erased_volunteers (
    id               text collate "C" primary key,
    erased_at        timestamptz not null,
    presence_version bigint      not null -- of the tombstone
);
