drop table item_answer;
alter table account drop column digest_hour;
drop table notice;
