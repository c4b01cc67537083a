alter table calendar_entry alter column texts set storage extended;
