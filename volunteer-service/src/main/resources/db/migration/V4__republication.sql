-- How far the telling-again of what stands on the compacted topics has come: one row for each kind.
create table republication_rounds (
    kind       text primary key,
    started_at timestamptz not null,
    after_key  text        -- of the last record told; empty at the beginning, null between rounds
);
