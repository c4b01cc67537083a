-- Pictures in the text of a report: which file was sent to which report, so that no text shows a file of another kind.
create table report_picture (
  institution_id uuid not null references institution,
  id uuid not null,                     -- of the stored file
  report_id uuid not null,
  width int not null check (width > 0),
  height int not null check (height > 0),
  sent_by uuid,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, id) references stored_file (institution_id, id),
  foreign key (institution_id, report_id) references report (institution_id, id),
  foreign key (institution_id, sent_by) references account (institution_id, id)
);
create index report_picture_of on report_picture (institution_id, report_id, id);
call make_tenant_table('report_picture');
