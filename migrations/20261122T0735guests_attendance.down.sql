drop table closed_door;
drop table check_in;
