-- What the platform keeps for every capability, and the one way in which a table becomes a tenant's.

-- Row security that the database enforces even on the owner. nullif: after a transaction the setting is '' and a bare
-- cast of '' to uuid raises; the sub-select makes the planner evaluate the setting once per statement.
create procedure make_tenant_table(name text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format(
    'create policy tenant on %I using (institution_id = (select nullif(current_setting(''app.institution_id'', true), '''')::uuid)) '
    'with check (institution_id = (select nullif(current_setting(''app.institution_id'', true), '''')::uuid))', name);
end $$;

create table institution (
  institution_id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,40}$'),
  name jsonb not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  time_zone text not null,
  locales text[] not null default '{en}',
  accent text not null default '#1d2f52' check (accent ~ '^#[0-9a-f]{6}$'),
  letterhead jsonb not null default '{}',
  settings jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1
);
call make_tenant_table('institution');

-- The data key of an institution, wrapped by the master key that is not in the database.
create table institution_key (
  institution_id uuid not null references institution,
  key_version int not null,
  wrapped bytea not null,
  created_at timestamptz not null default now(),
  primary key (institution_id, key_version)
);
call make_tenant_table('institution_key');

-- Past-tense facts: the history that pages show, and the outbox that starts jobs. The app role may only insert and read.
create table event (
  institution_id uuid not null references institution,
  id uuid not null,
  type text not null,
  subject_id uuid,
  activity_id uuid,
  actor_id uuid,
  request_id text,
  data jsonb not null default '{}',
  occurred_at timestamptz not null default now(),
  primary key (institution_id, id)
);
create index event_subject on event (institution_id, subject_id, occurred_at desc);
create index event_activity on event (institution_id, activity_id, occurred_at desc);
create index event_recent on event (institution_id, occurred_at desc);
call make_tenant_table('event');

-- One row per recipient and message, written in the transaction that caused it.
create table message (
  institution_id uuid not null references institution,
  id uuid not null,
  message_id text not null,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'deferred', 'bounced', 'unknown', 'withdrawn')),
  purpose text not null,
  reference_id uuid,
  to_name text not null,
  to_address text not null,
  reply_to text,
  from_name text,
  subject text not null,
  body_text text not null,
  body_html text,
  calendar_method text,
  calendar text,
  language text not null default 'en',
  attempts int not null default 0,
  lease_until timestamptz,
  next_attempt_at timestamptz,
  last_answer text,
  sent_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, message_id)
);
create index message_recent on message (institution_id, created_at desc);
create index message_reference on message (institution_id, reference_id);
call make_tenant_table('message');

create table message_history (
  institution_id uuid not null,
  id uuid not null,
  message_id uuid not null,
  state text not null,
  answer text,
  attempt int not null,
  occurred_at timestamptz not null default now(),
  primary key (institution_id, id),
  foreign key (institution_id, message_id) references message (institution_id, id)
);
create index message_history_of on message_history (institution_id, message_id, occurred_at);
call make_tenant_table('message_history');

-- An uploaded or made file; its bytes lie outside the web root under this id.
create table stored_file (
  institution_id uuid not null references institution,
  id uuid not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null,
  created_at timestamptz not null default now(),
  primary key (institution_id, id)
);
call make_tenant_table('stored_file');

-- A request that was answered once under this key is answered the same again.
create table idempotency_key (
  institution_id uuid not null references institution,
  key text not null,
  request_hash text not null,
  status int,
  body jsonb,
  created_at timestamptz not null default now(),
  primary key (institution_id, key)
);
call make_tenant_table('idempotency_key');

-- Not a tenant's: each slot of a tick happens once, however many processes run.
create table tick (
  job text not null,
  slot timestamptz not null,
  primary key (job, slot)
);

-- What crosses institutions: short, named, and answers with ids only.
create function institution_of_slug(wanted text) returns uuid language sql stable security definer set search_path = public, pg_temp as
$$ select institution_id from institution where slug = wanted $$;
create function institution_ids() returns setof uuid language sql stable security definer set search_path = public, pg_temp as
$$ select institution_id from institution order by slug $$;
