-- What changed for somebody, and what waits: read in the application, and told once a day by mail at the hour chosen.
create table notice (
  institution_id uuid not null references institution,
  id uuid not null,
  account_id uuid not null,
  key text not null,
  params jsonb not null default '{}',
  href text not null,
  read_at timestamptz,
  mailed_at timestamptz,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, account_id) references account (institution_id, id)
);
create index notice_of on notice (institution_id, account_id, created_at desc);
create index notice_unmailed on notice (institution_id, account_id) where mailed_at is null and read_at is null;
call make_tenant_table('notice');

-- The hour of the day in the institution's zone; null: no mail.
alter table account add column digest_hour int default 7 check (digest_hour between 0 and 23);

-- What a delegate answers to a line that names him.
create table item_answer (
  institution_id uuid not null references institution,
  item_id uuid not null,
  person_id uuid not null,
  answer text not null check (answer in ('accepted', 'replace')),
  substitute_id uuid,
  note text not null default '',
  answered_at timestamptz not null default now(),
  settled_at timestamptz,
  primary key (institution_id, item_id, person_id),
  foreign key (institution_id, item_id) references programme_item (institution_id, id) on delete cascade,
  foreign key (institution_id, person_id) references person (institution_id, id),
  foreign key (institution_id, substitute_id) references person (institution_id, id)
);
create index item_answer_open on item_answer (institution_id, answered_at) where answer = 'replace' and settled_at is null;
call make_tenant_table('item_answer');
