-- What an institution says in its own words on its papers, in versions; the highest number stands, the others are kept.
create table document_wording (
  institution_id uuid not null references institution,
  id uuid not null,
  -- Folder of the template; `letterhead` for what stands on all of them.
  template text not null,
  language text not null,
  number int not null,
  -- Key of the template's labels → wording; empty for the shipped ones.
  words jsonb not null,
  made_by uuid,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, template, language, number)
);
call make_tenant_table('document_wording');
