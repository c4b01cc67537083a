-- The call for members of a delegation: opened, applied to, ranked by the nominating committee, decided.
create table mission_call (
  institution_id uuid not null references institution,
  id uuid not null,                      -- the mission's own id: one call each
  state text not null check (state in ('open', 'nominating', 'proposed', 'decided', 'withdrawn')),
  seats int not null check (seats between 1 and 50),
  requirements text not null default '',
  closes_on date not null,
  opened_by uuid,
  proposed_by uuid,
  reason text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, id) references mission (institution_id, id)
);
create index mission_call_open on mission_call (institution_id, closes_on) where state = 'open';
call make_tenant_table('mission_call');

create table mission_application (
  institution_id uuid not null references institution,
  id uuid not null,
  call_id uuid not null,
  person_id uuid not null,
  state text not null check (state in ('submitted', 'withdrawn', 'selected', 'reserve', 'declined')),
  reasons text not null,
  experience text not null default '',
  place int,                             -- in the nominating committee's ranking, from 1
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, call_id, person_id),
  foreign key (institution_id, call_id) references mission_call (institution_id, id),
  foreign key (institution_id, person_id) references person (institution_id, id)
);
create index mission_application_person on mission_application (institution_id, person_id);
call make_tenant_table('mission_application');

-- What a study visit or training has of its own: where, under whom, in which field, with which aim and result.
alter table mission add column training jsonb not null default '{}';
