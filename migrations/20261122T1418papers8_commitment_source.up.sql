-- Which session or agreement, in words, where it is none that is kept here.
alter table commitment add column source_name text not null default '';
