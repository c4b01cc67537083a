alter table calendar_entry reset (toast_tuple_target);
alter table calendar_entry alter column texts set storage external;
