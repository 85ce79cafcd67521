-- Since when the silence of devices counts, for all instances; null while nobody could be heard.
create table receipt_silence (
    only_row    boolean     primary key default true check (only_row),
    counts_from timestamptz
);

insert into receipt_silence default values;
