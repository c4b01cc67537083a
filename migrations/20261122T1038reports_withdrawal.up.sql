-- What was published may be withdrawn or replaced: its address says so, since when and why.
alter table report drop constraint report_state, drop constraint report_fixed;
alter table report
  add constraint report_state
    check (state in ('draft', 'submitted', 'returned', 'approved', 'tabled', 'filed', 'published', 'withdrawn')),
  add constraint report_fixed
    check (
      state not in ('approved', 'tabled', 'filed', 'published', 'withdrawn')
      or (approved_at is not null and register_number is not null)
    );
alter table report_publication
  add column withdrawn_at timestamptz,
  add column withdrawn_by uuid,
  add column revision int not null default 1 check (revision > 0),
  add column revised_at timestamptz,
  -- Why it was withdrawn, or why it was replaced.
  add column reason text not null default '',
  add constraint report_publication_reason
    check ((withdrawn_at is null and revision = 1) or reason <> ''),
  add foreign key (institution_id, withdrawn_by) references account (institution_id, id);
