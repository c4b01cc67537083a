-- A Word file of the institution's own for a paper in one language, in versions; the highest number stands, the others are kept.
create table document_word_template (
  institution_id uuid not null references institution,
  id uuid not null,
  -- Folder of the template.
  template text not null,
  language text not null,
  number int not null,
  -- None where the paper went back to the shipped one.
  file_id uuid,
  made_by uuid,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, template, language, number),
  foreign key (institution_id, file_id) references stored_file (institution_id, id)
);
call make_tenant_table('document_word_template');
