drop table counterpart_line;
drop function institution_of_counterpart(bytea);
drop table counterpart_link;
