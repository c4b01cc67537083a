update deadline_rule set duty = 'task' where duty in ('gift-declaration', 'gift-fate');
drop table gift_limit;
drop table gift;
