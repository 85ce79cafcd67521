-- Until when a claim lasts. Who has claimed which report say the report's events; activity moves the
-- end, here and nowhere else. A claim whose event has ended has no row.
create table report_claim (
    report_id uuid        primary key references report,
    until     timestamptz not null
);

create index report_claim_by_end on report_claim (until);
