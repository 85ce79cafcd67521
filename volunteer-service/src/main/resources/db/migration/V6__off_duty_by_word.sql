-- The version with which somebody said that the volunteer goes off duty; null when nobody did. Off
-- duty with another version is by silence: also when an instance that does not know this column has
-- written since.
alter table presence add column off_duty_by_word_version bigint;
