-- Contacts with foreigners, numbered by the year of their day.
create table foreign_contact (
  institution_id uuid not null references institution,
  id uuid not null,
  number int not null,
  year int not null,
  on_day date not null,
  place text not null,
  counterpart text not null,
  country text check (country ~ '^[A-Z]{2}$'),
  organisation text,
  basis text not null,
  purpose text,
  content text not null,
  participants uuid[] not null default '{}',
  authorised_by text,
  report text,
  body_id uuid,
  search_text text not null default '',
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, year, number),
  foreign key (institution_id, body_id) references body (institution_id, id)
);
call make_tenant_table('foreign_contact');

-- The end of a convocation: what is to be done stands here until somebody else confirms it.
create table rollover (
  institution_id uuid not null references institution,
  id uuid not null,
  convocation_id uuid not null,
  next_convocation_id uuid,
  last_day date not null,
  state text not null default 'prepared' check (state in ('prepared', 'confirmed', 'withdrawn')),
  carried uuid[] not null default '{}',
  prepared_by uuid,
  confirmed_by uuid,
  confirmed_at timestamptz,
  outcome jsonb,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, convocation_id) references convocation (institution_id, id),
  foreign key (institution_id, next_convocation_id) references convocation (institution_id, id),
  foreign key (institution_id, prepared_by) references account (institution_id, id),
  foreign key (institution_id, confirmed_by) references account (institution_id, id)
);
create unique index rollover_once on rollover (institution_id, convocation_id) where state <> 'withdrawn';
call make_tenant_table('rollover');
