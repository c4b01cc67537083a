delete from deadline_notice where rule_id in (select id from deadline_rule where duty = 'commitment');
delete from deadline_rule where duty = 'commitment';
drop table commitment;
