drop trigger announce on person;
drop function calendar_people_merged();
