drop function institution_of_pocket(bytea);
drop table pocket_link;
