alter table commitment drop column source_name;
