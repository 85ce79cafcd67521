-- The jurisdictions that were registered before volunteer.jurisdictions was there, published once.
-- Repeatable by name, for it has to come after the outbox's own script, and it is never changed: run
-- again it would publish what is known already, which is harmless.
insert into outbox (topic, key, value, headers, bytes)
select 'volunteer.jurisdictions',
       code,
       value,
       headers,
       octet_length(code) + octet_length(value) + octet_length(array_to_string(headers, ''))
from (
    select code,
           convert_to(
               jsonb_strip_nulls(
                   jsonb_build_object(
                       'code', code,
                       'at', moment,
                       'version', version,
                       'name', name,
                       'parent', parent_code,
                       'location',
                       case when latitude is not null then
                           jsonb_build_object('latitude', latitude, 'longitude', longitude)
                       end))::text,
               'UTF8') as value,
           array['ce_specversion', '1.0',
                 'ce_id', gen_random_uuid()::text,
                 'ce_type', 'jurisdiction.snapshot.v1',
                 'ce_source', '/volunteer-service',
                 'ce_time', moment,
                 'ce_subject', code,
                 'ce_aggregateversion', version::text,
                 'content-type', 'application/json'] as headers
    from jurisdictions,
         to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment
    order by code
) snapshot;
