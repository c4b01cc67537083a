alter table report_publication
  drop constraint report_publication_reason,
  drop column withdrawn_at, drop column withdrawn_by, drop column revision, drop column revised_at, drop column reason;
update report set state = 'published' where state = 'withdrawn';
alter table report drop constraint report_state, drop constraint report_fixed;
alter table report
  add constraint report_state check (state in ('draft', 'submitted', 'returned', 'approved', 'tabled', 'filed', 'published')),
  add constraint report_fixed
    check (state not in ('approved', 'tabled', 'filed', 'published') or (approved_at is not null and register_number is not null));
