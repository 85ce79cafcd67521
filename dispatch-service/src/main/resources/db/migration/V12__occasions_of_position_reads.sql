-- By what positions were read: previews, and alerts that were moved or issued, whose answers tell
-- distances as previews do. What was issued is not counted among those that an account may have.
alter table position_read add column occasion text not null default 'PREVIEWED';
