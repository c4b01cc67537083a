-- Calendars as an account (CalDAV): passwords of programs, and what each calendar held when it was last asked.
create table app_password (
  institution_id uuid not null references institution,
  id uuid not null,
  account_id uuid not null,
  name text not null,
  secret_hash bytea not null,            -- SHA-256 of 256 random bits
  last_used_at timestamptz,
  last_client text,
  revoked_at timestamptz,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, secret_hash),
  foreign key (institution_id, account_id) references account (institution_id, id)
);
create index app_password_account on app_password (institution_id, account_id);
call make_tenant_table('app_password');
-- Of random bits alone, as with links: one index across institutions leaks nothing.
create index app_password_secret on app_password (secret_hash);
create function institution_of_app_password(hash bytea) returns uuid language sql stable security definer set search_path = public, pg_temp as
$$ select institution_id from app_password where secret_hash = hash and revoked_at is null $$;
do $$
begin
  execute format('create policy crossing on app_password for select to %I using (true)', current_user);
end $$;

alter table feed
  add column serial int not null default 0,      -- rises with every change of what the calendar holds
  add column sync_floor int not null default 0;  -- what went up to here is forgotten: older clients begin anew

create table feed_member (
  institution_id uuid not null references institution,
  feed_id uuid not null,
  entry_id uuid not null,                -- of an entry, or of the notice that stands in for all
  etag text not null,
  serial int not null,
  gone boolean not null default false,
  changed_at timestamptz not null default now(),
  primary key (institution_id, feed_id, entry_id),
  foreign key (institution_id, feed_id) references feed (institution_id, id)
);
create index feed_member_serial on feed_member (institution_id, feed_id, serial);
call make_tenant_table('feed_member');

-- Other programs that are told what happened.
create table webhook (
  institution_id uuid not null references institution,
  id uuid not null,
  name text not null,
  url text not null,
  events text[] not null,
  secret_sealed bytea not null,
  ended_at timestamptz,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id)
);
call make_tenant_table('webhook');

create table webhook_delivery (
  institution_id uuid not null references institution,
  id uuid not null,
  webhook_id uuid not null,
  event_id uuid not null,
  type text not null,
  body jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  attempts int not null default 0,
  last_status int,
  last_answer text,
  next_attempt_at timestamptz,
  delivered_at timestamptz,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, webhook_id, event_id),
  foreign key (institution_id, webhook_id) references webhook (institution_id, id)
);
call make_tenant_table('webhook_delivery');
