-- The short line of a badge beside a name, derived from the accreditations as arrival and room are from theirs.
alter table delegation_member add column badge text;
