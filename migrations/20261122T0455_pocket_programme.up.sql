-- The pocket programme: a secret link for a guest's telephone. Found by its hash, kept sealed so that staff can see it again.
create table pocket_link (
  institution_id uuid not null references institution,
  id uuid not null,
  activity_id uuid not null,
  name text not null default '',
  language text not null default 'en',
  contact_name text not null default '',
  contact_phone text not null default '',
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
create index pocket_link_of on pocket_link (institution_id, activity_id);
create index pocket_link_token on pocket_link (token_hash);
call make_tenant_table('pocket_link');

do $$ begin execute format('create policy crossing on pocket_link for select to %I using (true)', current_user); end $$;
create function institution_of_pocket(hash bytea) returns uuid language sql stable security definer set search_path = public, pg_temp as
$$ select institution_id from pocket_link where token_hash = hash $$;
