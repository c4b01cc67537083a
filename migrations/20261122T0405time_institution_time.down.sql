drop table register_pattern;
drop table setting_change;
drop table deadline_notice;
drop table deadline_done;
update institution set settings = settings || jsonb_build_object('reportDue', jsonb_build_object('days', r.amount, 'kind', r.unit))
  from deadline_rule r where r.institution_id = institution.institution_id and r.code = 'report-return' and r.unit <> 'month';
drop table deadline_rule;
update institution set settings = settings || jsonb_build_object('holidays', (
  select jsonb_agg(day) from own_day o where o.institution_id = institution.institution_id and o.kind = 'closed'))
 where exists (select from own_day o where o.institution_id = institution.institution_id and o.kind = 'closed');
drop table own_day;
drop table committee_sitting;
alter table sitting_day drop column feed_id, drop column note;
drop table sitting_feed;
