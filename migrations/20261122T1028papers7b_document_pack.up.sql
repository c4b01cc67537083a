-- All papers of an activity as one ZIP and one print-ready PDF, made by a job. The files go after a month; the papers stay.
create table document_pack (
  institution_id uuid not null references institution,
  id uuid not null,
  activity_id uuid not null,
  -- Of the sheet of contents.
  language text not null,
  -- In order: kind, subject and its name, language; once made also its pages, or why it is not in the pack.
  papers jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'working', 'done', 'failed')),
  done int not null default 0,
  zip_id uuid,
  pdf_id uuid,
  -- Why it failed, as the key of a sentence with its parameters.
  problem jsonb,
  made_by uuid,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, activity_id) references activity,
  foreign key (institution_id, zip_id) references stored_file,
  foreign key (institution_id, pdf_id) references stored_file,
  foreign key (institution_id, made_by) references account
);
create index document_pack_of_activity on document_pack (institution_id, activity_id, created_at desc);
call make_tenant_table('document_pack');
