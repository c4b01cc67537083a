-- What a meeting that was asked for needs, so that a programme can be composed of it.
alter table requested_meeting
  add column people uuid[] not null default '{}',      -- who must be there; none named: the whole delegation
  add column venues uuid[] not null default '{}',      -- one of these; none named: any room of the house
  add column pair text,
  add column halves text[] not null default '{}',      -- '2027-03-09:am'
  add column must boolean not null default false,
  add column weight int not null default 1 check (weight between 1 and 3);

-- A programme that was proposed: nothing of it stands before somebody accepts it.
create table programme_proposal (
  institution_id uuid not null references institution,
  id uuid not null,
  activity_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'composed', 'explained', 'failed')),
  asked jsonb not null,
  outcome jsonb,
  created_by uuid,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, activity_id) references activity (institution_id, id)
);
create index programme_proposal_of on programme_proposal (institution_id, activity_id, created_at desc);
call make_tenant_table('programme_proposal');
