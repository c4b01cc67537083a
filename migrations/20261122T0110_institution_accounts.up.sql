create table convocation (
  institution_id uuid not null references institution,
  id uuid not null,
  number int not null,
  starts_on date not null,
  ends_on date,
  facts jsonb not null default '{}',
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, number),
  check (ends_on is null or ends_on >= starts_on)
);
call make_tenant_table('convocation');

create table sitting_day (
  institution_id uuid not null references institution,
  day date not null,
  primary key (institution_id, day)
);
call make_tenant_table('sitting_day');

-- Register numbers: per kind and year, without gaps; the row lock is the order.
create table register_sequence (
  institution_id uuid not null references institution,
  kind text not null,
  year int not null,
  last_number int not null default 0,
  primary key (institution_id, kind, year)
);
call make_tenant_table('register_sequence');

create table account (
  institution_id uuid not null references institution,
  id uuid not null,
  email text not null,
  name text not null,
  person_id uuid,
  password_hash text,
  locale text not null default 'en',
  state text not null default 'invited' check (state in ('invited', 'active', 'closed')),
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id)
);
create unique index account_email on account (institution_id, lower(email));
call make_tenant_table('account');

create table role_grant (
  institution_id uuid not null references institution,
  id uuid not null,
  account_id uuid not null,
  role text not null,
  scope_kind text not null default 'institution' check (scope_kind in ('institution', 'body', 'country', 'activity')),
  scope_id text,
  starts_on date not null,
  ends_on date,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, account_id) references account (institution_id, id),
  check (ends_on is null or ends_on >= starts_on)
);
create index role_grant_account on role_grant (institution_id, account_id);
call make_tenant_table('role_grant');

create table session (
  institution_id uuid not null references institution,
  id_hash bytea not null,
  account_id uuid not null,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  user_agent text,
  primary key (institution_id, id_hash),
  foreign key (institution_id, account_id) references account (institution_id, id)
);
create index session_account on session (institution_id, account_id);
call make_tenant_table('session');

-- An invitation of a colleague, or a password reset: one use, by hash.
create table account_ticket (
  institution_id uuid not null references institution,
  id uuid not null,
  account_id uuid not null,
  kind text not null check (kind in ('invitation', 'reset')),
  token_hash bytea not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (institution_id, id),
  unique (institution_id, token_hash),
  foreign key (institution_id, account_id) references account (institution_id, id)
);
call make_tenant_table('account_ticket');

create table access_token (
  institution_id uuid not null references institution,
  id uuid not null,
  account_id uuid not null,
  name text not null,
  token_hash bytea not null,
  scopes text[] not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, token_hash),
  foreign key (institution_id, account_id) references account (institution_id, id)
);
call make_tenant_table('access_token');
