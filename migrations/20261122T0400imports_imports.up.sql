-- A file on its way into the house: what it says, what it would change, and what became of it.
create table import (
  institution_id uuid not null references institution,
  id uuid not null,
  kind text not null,
  state text not null check (state in ('reading', 'mapping', 'checking', 'checked', 'importing', 'done', 'refused', 'discarded')),
  file_name text not null,
  file_id uuid,
  headings text[] not null default '{}',
  mapping jsonb not null default '{}',
  source text not null default '',
  counts jsonb not null default '{}',
  problem jsonb,
  created_by uuid,
  started_by uuid,
  finished_at timestamptz,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, created_by) references account (institution_id, id),
  foreign key (institution_id, started_by) references account (institution_id, id)
);
create index import_recent on import (institution_id, created_at desc);
call make_tenant_table('import');

-- One row of the file as it stands there, and what the dry run found of it.
create table import_row (
  institution_id uuid not null,
  import_id uuid not null,
  n int not null,
  place text not null,
  cells jsonb not null,
  verdict text check (verdict in ('new', 'changed', 'unchanged', 'wrong')),
  label text not null default '',
  changes jsonb not null default '[]',
  problems jsonb not null default '[]',
  primary key (institution_id, import_id, n),
  foreign key (institution_id, import_id) references import (institution_id, id) on delete cascade
);
create index import_row_verdict on import_row (institution_id, import_id, verdict, n);
call make_tenant_table('import_row');

-- Apart from `import`, because it is written while the import itself is one open transaction.
create table import_progress (
  institution_id uuid not null,
  import_id uuid not null,
  done int not null default 0,
  total int not null default 0,
  updated_at timestamptz not null default now(),
  primary key (institution_id, import_id),
  foreign key (institution_id, import_id) references import (institution_id, id) on delete cascade
);
call make_tenant_table('import_progress');

-- Under which name another list knows a row of ours: the next import of that list finds it again. `rest` is what that
-- list says of it and our own columns do not hold, so that an export gives it back.
create table imported_id (
  institution_id uuid not null references institution,
  class text not null,
  source text not null,
  key text not null,
  subject_id uuid not null,
  rest jsonb not null default '{}',
  primary key (institution_id, class, source, key)
);
create index imported_id_subject on imported_id (institution_id, subject_id);
call make_tenant_table('imported_id');
