-- The counterpart fills in its own list through a secret link; what it sends waits here until staff take it over, line by line.
create table counterpart_link (
  institution_id uuid not null references institution,
  id uuid not null,
  activity_id uuid not null,
  name text not null,
  language text not null default 'en',
  expires_on date not null,
  token_hash bytea not null,
  token_sealed bytea not null,
  created_by uuid,
  revoked_at timestamptz,
  opened_at timestamptz,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, token_hash),
  foreign key (institution_id, activity_id) references activity (institution_id, id)
);
create index counterpart_link_of on counterpart_link (institution_id, activity_id);
create index counterpart_link_token on counterpart_link (token_hash);
call make_tenant_table('counterpart_link');
do $$ begin execute format('create policy crossing on counterpart_link for select to %I using (true)', current_user); end $$;
create function institution_of_counterpart(hash bytea) returns uuid language sql stable security definer set search_path = public, pg_temp as
$$ select institution_id from counterpart_link where token_hash = hash $$;

create table counterpart_line (
  institution_id uuid not null references institution,
  id uuid not null,
  activity_id uuid not null,
  link_id uuid not null,
  state text not null check (state in ('staged', 'accepted', 'declined', 'leaving', 'left')),
  facts jsonb not null,
  sealed bytea,                          -- passport, diet, health: opened by nobody before they stand in the travel profile
  member_id uuid,                        -- once it was taken over
  reason text,
  sent_at timestamptz not null default now(),
  decided_by uuid,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, activity_id) references activity (institution_id, id),
  foreign key (institution_id, link_id) references counterpart_link (institution_id, id),
  foreign key (institution_id, member_id) references delegation_member (institution_id, id) on delete set null (member_id)
);
create index counterpart_line_of on counterpart_line (institution_id, activity_id, sent_at);
create index counterpart_line_waiting on counterpart_line (institution_id, sent_at) where state in ('staged', 'leaving');
call make_tenant_table('counterpart_line');
