-- A calendar hands over one text of each of a thousand entries: beside its row it is read in one go, outside by three look-ups
-- of its own. Rows that are there follow when their entry next changes.
alter table calendar_entry alter column texts set storage main;
alter table calendar_entry set (toast_tuple_target = 8160);
