-- A paper may be one of several of its kind (a letter to one person); its course as data; and who received which version.
alter table document
  add column subject text not null default '',
  -- Why it is being amended, until the amended version is signed.
  add column amended_because text,
  add constraint document_state check (state in ('draft', 'cleared', 'approved', 'sent', 'archived')),
  drop constraint document_institution_id_activity_id_kind_language_key,
  add constraint document_once unique (institution_id, activity_id, kind, language, subject);
create unique index document_register_number on document (institution_id, kind, register_number) where register_number is not null;

create table document_dispatch (
  institution_id uuid not null references institution,
  id uuid not null,
  document_id uuid not null,
  -- The version that was handed over.
  number int not null,
  recipient text not null check (recipient <> ''),
  channel text not null check (channel in ('email', 'post', 'hand', 'embassy')),
  sent_at timestamptz not null,
  sent_by uuid,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, document_id) references document (institution_id, id)
);
create index document_dispatch_document on document_dispatch (institution_id, document_id);
call make_tenant_table('document_dispatch');
