-- Everything around the people of an activity: arrivals, rooms, visas, insurance, clearances, badges, honours, advance visits.
-- One table for all of them: each kind says in code which facts it has; what is looked for by day stands in columns.
create table logistics_entry (
  institution_id uuid not null references institution,
  id uuid not null,
  activity_id uuid not null,
  kind text not null check (kind in ('arrival', 'departure', 'room', 'visa', 'insurance', 'clearance', 'accreditation', 'honours', 'advance', 'medical')),
  state text not null,
  at_local timestamp,                    -- clock of the activity's place
  from_day date,
  to_day date,
  facts jsonb not null default '{}',
  sealed bytea,                          -- facts that named roles may read, encrypted
  note text not null default '',
  reason text,                           -- of the last refusal or cancellation
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, activity_id) references activity (institution_id, id),
  check (to_day is null or from_day is null or to_day >= from_day)
);
create index logistics_entry_of on logistics_entry (institution_id, activity_id, kind);
call make_tenant_table('logistics_entry');

create table logistics_member (
  institution_id uuid not null references institution,
  entry_id uuid not null,
  member_id uuid not null,
  primary key (institution_id, entry_id, member_id),
  foreign key (institution_id, entry_id) references logistics_entry (institution_id, id) on delete cascade,
  foreign key (institution_id, member_id) references delegation_member (institution_id, id) on delete cascade
);
create index logistics_member_of on logistics_member (institution_id, member_id);
call make_tenant_table('logistics_member');
