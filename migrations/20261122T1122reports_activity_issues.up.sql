-- Activity reports that were approved: their bytes, their number, and which of several versions they are.
create table activity_report_issue (
  institution_id uuid not null references institution,
  id uuid not null,
  from_day date not null,
  until_day date not null,
  body_id uuid,
  language text not null,
  title text not null,
  register_number text not null,
  -- Which version, from 1; those after the first say why.
  number int not null check (number > 0),
  reason text not null default '',
  pdf_id uuid not null,
  docx_id uuid not null,
  approved_at timestamptz not null,
  approved_by uuid,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  constraint activity_report_issue_reason check (number = 1 or reason <> ''),
  unique nulls not distinct (institution_id, from_day, until_day, body_id, language, number),
  foreign key (institution_id, body_id) references body (institution_id, id),
  foreign key (institution_id, pdf_id) references stored_file (institution_id, id),
  foreign key (institution_id, docx_id) references stored_file (institution_id, id),
  foreign key (institution_id, approved_by) references account (institution_id, id)
);
call make_tenant_table('activity_report_issue');
