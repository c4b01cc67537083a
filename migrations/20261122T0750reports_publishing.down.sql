drop table report_comment;
drop table report_publication;
update report set state = 'filed' where state in ('tabled', 'published');
alter table report drop constraint report_state, drop constraint report_fixed;
alter table report
  drop column tabled_on, drop column tabled_by,
  add constraint report_state check (state in ('draft', 'submitted', 'returned', 'approved', 'filed')),
  add constraint report_fixed check (state not in ('approved', 'filed') or (approved_at is not null and register_number is not null));
