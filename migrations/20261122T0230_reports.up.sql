-- Who handed a report in, so that nobody approves his own, and the number under which it stands in the register.
alter table report
  add column submitted_by uuid,
  add column submitted_at timestamptz,
  add column register_number text,
  add constraint report_submitter foreign key (institution_id, submitted_by) references account (institution_id, id),
  add constraint report_approver foreign key (institution_id, approved_by) references account (institution_id, id),
  add constraint report_state check (state in ('draft', 'submitted', 'returned', 'approved', 'filed')),
  add constraint report_fixed check (state not in ('approved', 'filed') or (approved_at is not null and register_number is not null));
create unique index report_register_number on report (institution_id, register_number) where register_number is not null;
