-- The dated course of a body and of what lies before it: every step with the day on which it took effect, so that a page can
-- be read as of any day. `facts` holds the particulars that the step left, or what a dispatch of credentials covered.
create table body_move (
  institution_id uuid not null references institution,
  id uuid not null,
  body_id uuid not null,
  subject_id uuid not null,
  step text not null,
  state text,
  on_day date not null,
  note text,
  facts jsonb,
  actor_id uuid,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, body_id) references body (institution_id, id),
  foreign key (institution_id, actor_id) references account (institution_id, id)
);
create index body_move_subject on body_move (institution_id, subject_id, on_day, id);
create index body_move_body on body_move (institution_id, body_id);
call make_tenant_table('body_move');

alter table body
  add column also_with uuid[] not null default '{}',
  add column particulars jsonb not null default '{}',
  add column parent_id uuid,
  add column predecessor_id uuid,
  add column archived_on date,
  add constraint body_parent foreign key (institution_id, parent_id) references body (institution_id, id),
  add constraint body_predecessor foreign key (institution_id, predecessor_id) references body (institution_id, id);
create index body_predecessor on body (institution_id, predecessor_id) where predecessor_id is not null;

-- Whose side a seat is on, whom a substitute stands in for, and whose vacancy it filled.
alter table seat
  add column side text not null default 'ours' check (side in ('ours', 'theirs')),
  add column substitute_for uuid,
  add column replaces uuid,
  add column committees text[] not null default '{}',
  add column decision text,
  add constraint seat_substitute_for foreign key (institution_id, substitute_for) references seat (institution_id, id),
  add constraint seat_replaces foreign key (institution_id, replaces) references seat (institution_id, id);

-- What lies before a body: lines of its plan of the year, meetings of a group, texts of an international organisation.
create table body_matter (
  institution_id uuid not null references institution,
  id uuid not null,
  body_id uuid not null,
  kind text not null check (kind in ('plan-item', 'meeting', 'text')),
  state text not null,
  title text not null,
  reference text,
  place text,
  starts_on date,
  at_time text check (at_time ~ '^[0-2][0-9]:[0-5][0-9]$'),
  due_on date,
  responsible_id uuid,
  outcome text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, body_id) references body (institution_id, id),
  foreign key (institution_id, responsible_id) references person (institution_id, id)
);
create index body_matter_body on body_matter (institution_id, body_id, kind);
call make_tenant_table('body_matter');

-- Rules of composition: data of the institution, or (with an organisation) of that international organisation.
create table body_rule (
  institution_id uuid not null references institution,
  id uuid not null,
  preset text,
  name jsonb not null,
  source text,
  kind text check (kind in ('working-group', 'permanent-delegation', 'commission')),
  organisation_id uuid,
  level text not null check (level in ('block', 'warn')),
  is_on boolean not null default false,
  condition jsonb not null,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, preset),
  foreign key (institution_id, organisation_id) references organisation (institution_id, id)
);
call make_tenant_table('body_rule');
