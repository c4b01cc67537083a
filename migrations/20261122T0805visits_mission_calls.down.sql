alter table mission drop column training;
drop table mission_application, mission_call;
