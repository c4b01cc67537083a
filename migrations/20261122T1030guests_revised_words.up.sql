-- The words of an invitation that is out are changed, and its guests are told, though the entry in their calendars stays as it is.
alter table mailing add column is_revision boolean not null default false;
